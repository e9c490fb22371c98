package io.sluicegate.scorer.versions;

import io.sluicegate.records.DeployedVersion;

/** Makes a version of a model ready to decide. */
interface Loader {
    /**
     * @param trusted whether it has decided before: neither a process that was killed while loading it nor a slow call is held
     *     against it, for nothing else could decide
     */
    Loading load(DeployedVersion version, boolean trusted);

    /** The process ends in order: a load under way isn't held against its version. */
    void end();
}
