package io.sluicegate.launcher;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.InputBinding;
import io.sluicegate.bundle.Opened.Fault;
import io.sluicegate.bundle.Opened.Refused;
import io.sluicegate.bundle.Opened.Whole;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;

/** The bundles in the pipeline's store, for commands. */
public final class Bundles {
    private Bundles() {}

    /** A published version whose bundle is complete and whose inputs are features of the pipeline. */
    public static Bundle published(PipelineConfig config, String version) {
        var folder = config.model().store().resolve(config.model().name()).resolve(version);
        var opened = BundleStore.open(folder.toString());
        if (opened instanceof Whole whole) {
            return bound(whole.bundle(), config);
        }
        var refused = (Refused) opened;
        throw new CommandFailed(
                refused.fault() == Fault.ABSENT ? Message.VERSION_MISSING : Message.VERSION_UNUSABLE,
                version,
                refused.fault() + ", " + refused.message());
    }

    private static Bundle bound(Bundle bundle, PipelineConfig config) {
        var problems = InputBinding.problems(bundle.manifest(), config.features());
        if (problems.isEmpty()) {
            return bundle;
        }
        throw new CommandFailed(
                Message.FEATURES_DONT_FIT,
                "pipeline " + config.pipeline(),
                bundle.folder(),
                String.join("; ", problems));
    }
}
