package io.sluicegate.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.sandbox.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** What {@code sluicegate up} says before it starts anything. */
class UpCommandTest {
    private final PortsChoice.Converter converter = new PortsChoice.Converter();

    @Test
    void shouldNameAllPortsThatAreInUse() throws Exception {
        try (var kafka = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var console = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new LocalPorts(kafka.getLocalPort(), FreePorts.any(), console.getLocalPort());

            assertThatThrownBy(() -> ports.requireFree(true, Duration.ZERO))
                    .isInstanceOfSatisfying(
                            CommandFailed.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CANNOT_BIND))
                    .hasMessageContaining("port " + kafka.getLocalPort() + " (Kafka's), port " + console.getLocalPort()
                            + " (the console's)")
                    .hasMessageContaining("--ports free");
            assertThatThrownBy(() -> ports.requireFree(false, Duration.ZERO))
                    .hasMessageContaining("Kafka's")
                    .hasMessageNotContaining("console's)");
            assertThat(ports.orFree().registry()).isEqualTo(ports.registry());
            assertThat(ports.orFree().kafka()).isNotEqualTo(ports.kafka());
        }
    }

    @Test
    void shouldWaitForAProcessThatIsAboutToEnd() throws Exception {
        var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var ports = new LocalPorts(other.getLocalPort(), FreePorts.any(), FreePorts.any());
        var closing = new Thread(() -> close(other));
        closing.start();

        assertThat(ports.requireFree(true, Duration.ofSeconds(30))).isEqualTo(ports);
        closing.join();
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldSayThatNoPlatformRunsOnTheFolder(@TempDir Path folder) {
        var command = new CommandLine(new UpCommand());
        var faults = new ArrayList<Exception>();
        command.setExecutionExceptionHandler((fault, line, parsed) -> {
            faults.add(fault);
            return 1;
        });

        command.execute("--print-env", "--data", folder.resolve("up").toString());

        assertThat(faults).singleElement().isInstanceOfSatisfying(CommandFailed.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
            assertThat(fault).hasMessageContaining("no local platform runs in " + folder.resolve("up"));
        });
    }

    @Test
    void shouldReadPorts() {
        assertThat(converter.convert("9092,8081,8080")).isEqualTo(new PortsChoice(LocalPorts.USUAL, false));
        assertThat(converter.convert("free")).isEqualTo(new PortsChoice(LocalPorts.USUAL, true));
        for (var wrong : new String[] {"9092", "1,2,2", "1,2,0", "1,2,70000", "a,b,c", ""}) {
            assertThatThrownBy(() -> converter.convert(wrong))
                    .as(wrong)
                    .isInstanceOf(TypeConversionException.class)
                    .hasMessageContaining("KAFKA,REGISTRY,CONSOLE, or free");
        }
    }
}
