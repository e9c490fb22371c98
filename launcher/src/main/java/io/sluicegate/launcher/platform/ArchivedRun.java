package io.sluicegate.launcher.platform;

import io.sluicegate.launcher.SluicegateMain;
import io.sluicegate.launcher.cli.Terminal;
import java.util.stream.Stream;

/**
 * The run whose classes are archived: checks a pipeline, for the classes of its expressions, and then runs a platform with it.
 */
final class ArchivedRun {
    private ArchivedRun() {}

    /** @param args the pipeline's file, and options of {@code up} */
    public static void main(String[] args) {
        var checked = SluicegateMain.run(Terminal.standard()::note, "check", "--pipeline", args[0]);
        if (checked != 0) {
            System.exit(checked);
        }
        var up = Stream.concat(Stream.of("up", "--pipeline"), Stream.of(args)).toArray(String[]::new);
        System.exit(SluicegateMain.run(Terminal.standard()::note, up));
    }
}
