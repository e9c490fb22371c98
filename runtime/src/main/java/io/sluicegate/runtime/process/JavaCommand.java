package io.sluicegate.runtime.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a second JVM: this process's Java and class path, and the access to native code that Sluicegate needs. */
public final class JavaCommand {
    private static final int ASKS_FOR_UNSAFE = 24;

    private JavaCommand() {}

    /**
     * @param options further options of the JVM
     * @param main main class and arguments
     */
    public static List<String> line(List<String> options, List<String> main) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= ASKS_FOR_UNSAFE) {
            line.add("--sun-misc-unsafe-memory-access=allow");
        }
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path")));
        line.addAll(main);
        return line;
    }
}
