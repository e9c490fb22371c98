package io.sluicegate.runtime.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line of a second JVM: this process's Java, the access to native code that Sluicegate needs, and the classes. Those are the
 * installed libraries, where the system property {@value #APP} names an installation that has an archive of its classes, and else this
 * process's class path.
 */
public final class JavaCommand {
    private static final String APP = "sluicegate.app";
    private static final int ASKS_FOR_UNSAFE = 24;

    private JavaCommand() {}

    /**
     * @param options further options of the JVM
     * @param main main class and arguments
     */
    public static List<String> line(List<String> options, List<String> main) {
        return line(options, archive().map(JavaCommand::archived).orElseGet(JavaCommand::own), main);
    }

    /** The command line of a JVM with other classes: a class path of its own, and no archive. */
    public static List<String> lineOf(String classPath, List<String> options, List<String> main) {
        return line(options, List.of("-cp", classPath), main);
    }

    private static List<String> line(List<String> options, List<String> classes, List<String> main) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= ASKS_FOR_UNSAFE) {
            line.add("--sun-misc-unsafe-memory-access=allow");
        }
        line.addAll(options);
        line.addAll(classes);
        line.addAll(main);
        return line;
    }

    private static Optional<Path> archive() {
        return Optional.ofNullable(System.getProperty(APP))
                .map(app -> Path.of(app, "sluicegate.jsa"))
                .filter(Files::isRegularFile);
    }

    /** A JVM whom the archive doesn't fit says nothing of it. */
    private static List<String> archived(Path archive) {
        return List.of(
                "-XX:SharedArchiveFile=" + archive,
                "-Xshare:auto",
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-cp",
                archive.resolveSibling("lib") + "/*");
    }

    private static List<String> own() {
        return List.of("-cp", System.getProperty("java.class.path"));
    }
}
