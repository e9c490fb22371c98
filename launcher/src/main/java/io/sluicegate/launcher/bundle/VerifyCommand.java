package io.sluicegate.launcher.bundle;

import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.scorer.onnx.GoldenCheck;
import io.sluicegate.scorer.onnx.ScoringException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a bundle as the scorer does before a version decides. */
@ChangesNothing
@Command(
        name = "verify",
        description =
                "Check a bundle: its files, its manifest, the model's inputs and outputs, and the golden vectors.",
        footer = "  sluicegate bundle verify orders-1")
final class VerifyCommand extends DeskCommand {
    private static final int BATCH = 32;

    @Parameters(paramLabel = "DIR", description = "The bundle's folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Override
    void run() throws ScoringException {
        try (var opened = OpenedModel.open(folder)) {
            var bundle = opened.bundle();
            var problems = new GoldenCheck(opened.model(), bundle.golden()).problems(BATCH);
            if (!problems.isEmpty()) {
                throw new CommandFailed(Message.BUNDLE_UNUSABLE, bundle.folder(), String.join("; ", problems));
            }
            var manifest = bundle.manifest();
            System.out.println(manifest.model() + "@" + manifest.version() + " is in order: "
                    + bundle.golden().vectors().size() + " golden vectors give what they should, alone and in batches");
            opened.dependence()
                    .ifPresent(difference -> System.out.println(
                            "Its answers depend on the batch, so each row has a call of its own: " + difference));
            System.out.println("Its digest is " + bundle.digest());
        }
    }
}
