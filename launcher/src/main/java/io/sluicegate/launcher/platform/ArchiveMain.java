package io.sluicegate.launcher.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.registry.ClassArchive;
import io.sluicegate.registry.Leash;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of the build that makes the archive of an installation's classes: those that {@link ArchivedRun} needs until its platform is
 * ready, which are nearly all that any command needs. Without the archive, JVMs take longer to start.
 */
public final class ArchiveMain {
    private static final String READY = "Ready after";

    private ArchiveMain() {}

    /** @param args the folder with the libraries and the registry; a pipeline's file; an empty folder for what the run writes */
    public static void main(String[] args) throws Exception {
        make(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    }

    private static void make(Path app, Path pipeline, Path data) throws IOException, InterruptedException {
        var archive = new ClassArchive(app.resolve("sluicegate.jsa"));
        var process = new ProcessBuilder(Leash.around(line(app, pipeline, data, archive.make())))
                .redirectErrorStream(true)
                .start();
        try {
            awaitReady(process);
            archive.finish(process);
        } finally {
            Leash.release(process);
        }
    }

    private static List<String> line(Path app, Path pipeline, Path data, List<String> options) {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Dsluicegate.app=" + app));
        line.addAll(options);
        line.addAll(List.of("-cp", app.resolve("lib") + "/*", ArchivedRun.class.getName()));
        line.addAll(List.of(pipeline.toString(), "--ports", "free", "--data", data.toString()));
        return line;
    }

    private static void awaitReady(Process process) throws IOException {
        var said = new ArrayList<String>();
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            said.add(line);
            if (line.startsWith(READY)) {
                return;
            }
        }
        throw new CommandFailed(Message.UNKNOWN_FAULT, "sluicegate up", String.join("\n", said));
    }
}
