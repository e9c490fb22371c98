package io.sluicegate.launcher;

import java.util.List;
import java.util.Map;

/**
 * How much of the log a command prints. A service prints its log on standard output. Every other command keeps standard output for its
 * result and prints only errors of the log, on standard error. With {@code --debug} all print all of it. The settings are properties of
 * the JVM that the log's configuration reads, so they must be set before anything logs.
 */
final class CommandLog {
    private static final String SERVICE = "run";

    private CommandLog() {}

    static void configure(List<String> arguments, Map<String, String> environment) {
        var debug = arguments.contains("--debug");
        if (!isService(arguments)) {
            System.setProperty("sluicegate.log.target", "System.err");
            if (!debug && !environment.containsKey("SLUICEGATE_LOG_LEVEL")) {
                System.setProperty("sluicegate.log.printed", "ERROR");
            }
        }
        if (debug) {
            System.setProperty("sluicegate.log.own", "DEBUG");
            System.setProperty("sluicegate.log.others", "INFO");
        }
    }

    private static boolean isService(List<String> arguments) {
        return arguments.stream()
                .filter(argument -> !argument.startsWith("-"))
                .findFirst()
                .filter(SERVICE::equals)
                .isPresent();
    }
}
