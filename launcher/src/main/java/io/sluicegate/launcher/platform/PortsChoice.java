package io.sluicegate.launcher.platform;

import java.time.Duration;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The value of {@code --ports}: three numbers, or {@code free}.
 *
 * @param replaced whether a port in use is replaced by a free one
 */
record PortsChoice(LocalPorts ports, boolean replaced) {
    private static final String FREE = "free";
    private static final int HIGHEST = 65_535;

    /** The ports of a platform that starts now. */
    LocalPorts now(boolean withConsole, Duration patience) throws InterruptedException {
        return replaced ? ports.orFree() : ports.requireFree(withConsole, patience);
    }

    /** Reads the option. */
    static final class Converter implements ITypeConverter<PortsChoice> {
        @Override
        public PortsChoice convert(String value) {
            if (value.equals(FREE)) {
                return new PortsChoice(LocalPorts.USUAL, true);
            }
            var ports = Arrays.stream(value.split(",", -1))
                    .mapToInt(Converter::port)
                    .distinct()
                    .toArray();
            if (ports.length != 3) {
                throw unusable(value);
            }
            return new PortsChoice(new LocalPorts(ports[0], ports[1], ports[2]), false);
        }

        private static int port(String text) {
            try {
                int port = Integer.parseInt(text.trim());
                if (port > 0 && port <= HIGHEST) {
                    return port;
                }
            } catch (NumberFormatException e) {
                throw unusable(text);
            }
            throw unusable(text);
        }

        private static TypeConversionException unusable(String value) {
            return new TypeConversionException(
                    "'" + value + "' are no ports: expected three different ones, KAFKA,REGISTRY,CONSOLE, or " + FREE);
        }
    }
}
