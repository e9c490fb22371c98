package io.sluicegate.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads a pipeline's file and names every problem in it. */
@Command(
        name = "check",
        description = "Reads a pipeline's file and names every problem; exits with 2 when there are any.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PipelineOption pipeline;

    @Override
    public Integer call() {
        var config = pipeline.read();
        System.out.println(config.pipeline() + " is in order: "
                + config.features().features().size() + " features (fingerprint "
                + config.features().fingerprint() + "), model " + config.model().name());
        return 0;
    }
}
