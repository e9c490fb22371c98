package io.sluicegate.scorer.versions;

import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.records.DeployedVersion;

/** A loader that makes versions of a model ready to decide. Several threads may load different versions at once. */
interface Loader {
    Loading load(DeployedVersion version, Trust trust);

    /** The execution provider that versions are to run on. */
    default ExecutionProvider requested() {
        return ExecutionProvider.CPU;
    }

    /** Announces an orderly stop: a load under way isn't blamed on its version. */
    void end();
}
