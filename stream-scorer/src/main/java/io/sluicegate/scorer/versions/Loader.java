package io.sluicegate.scorer.versions;

import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.records.DeployedVersion;

/** A loader that makes versions of a model ready to decide. */
interface Loader {
    /**
     * @param trusted whether the version has decided before; if so, it loads even if loading it killed a process or its calls are
     *     slow, because nothing else could decide
     */
    Loading load(DeployedVersion version, boolean trusted);

    /** The execution provider that versions are to run on. */
    default ExecutionProvider requested() {
        return ExecutionProvider.CPU;
    }

    /** Announces an orderly stop: a load under way isn't blamed on its version. */
    void end();
}
