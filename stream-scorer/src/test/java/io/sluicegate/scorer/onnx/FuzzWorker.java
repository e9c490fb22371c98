package io.sluicegate.scorer.onnx;

import io.sluicegate.runtime.process.JavaCommand;
import io.sluicegate.runtime.process.Lifeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that runs one fuzzed model after the other. It says each number before it begins, and what became of the model after. */
final class FuzzWorker {
    static final String BEGIN = "fuzz-begin ";
    static final String END = "fuzz-end ";
    static final String LEAK = "fuzz-leak ";

    private FuzzWorker() {}

    static Process start(Path folder, long seed, int from, int until) throws IOException {
        var options = List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash-%p.log"),
                "-Djava.io.tmpdir=" + folder);
        var main = List.of(FuzzWorker.class.getName(), folder.toString(), "" + seed, "" + from, "" + until);
        return new ProcessBuilder(JavaCommand.line(options, main))
                .redirectError(folder.resolve("errors.log").toFile())
                .start();
    }

    /** Folder, seed, first number, and the number after the last. */
    public static void main(String[] arguments) throws IOException {
        Lifeline.hold();
        var folder = Files.createDirectories(Path.of(arguments[0]));
        var seed = Long.parseLong(arguments[1]);
        for (var number = Integer.parseInt(arguments[2]); number < Integer.parseInt(arguments[3]); number++) {
            say(BEGIN + number);
            say(END + outcome(FuzzedModel.of(seed, number), folder));
        }
        if (OnnxModel.openSessions() != 0) {
            say(LEAK + OnnxModel.openSessions());
        }
    }

    private static String outcome(FuzzedModel model, Path folder) throws IOException {
        try {
            return model.run(folder);
        } catch (RuntimeException | Error e) {
            return "UNNAMED " + e;
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
