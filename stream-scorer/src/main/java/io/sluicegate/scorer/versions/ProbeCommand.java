package io.sluicegate.scorer.versions;

import io.sluicegate.runtime.process.JavaCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a probe's child process. */
final class ProbeCommand {
    /** Options for this process's JVM, for example of an agent that listens on a port, would be in the child's way. */
    private static final List<String> NOT_INHERITED = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final String RUNTIME_PROPERTIES = "onnxruntime.";

    private ProbeCommand() {}

    /**
     * @param temporary the folder for all temporary files of the child: ONNX Runtime puts its libraries there
     * @param crash the file for the JVM's report if it crashes
     * @param heap the largest heap, in bytes
     */
    static ProcessBuilder of(ProbeTask task, Path temporary, Path crash, long heap) {
        var main = new ArrayList<>(List.of(ProbeMain.class.getName()));
        main.addAll(task.arguments());
        var builder = new ProcessBuilder(JavaCommand.line(options(temporary, crash, heap), main));
        NOT_INHERITED.forEach(builder.environment()::remove);
        return builder;
    }

    /** The JVM starts sooner with the quick compiler and the simple collector; nearly all of its work is in native code. */
    private static List<String> options(Path temporary, Path crash, long heap) {
        var options = new ArrayList<>(List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + crash,
                "-Djava.io.tmpdir=" + temporary));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(RUNTIME_PROPERTIES))
                .forEach(name -> options.add("-D" + name + "=" + System.getProperty(name)));
        return options;
    }
}
