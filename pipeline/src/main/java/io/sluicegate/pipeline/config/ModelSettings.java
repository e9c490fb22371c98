package io.sluicegate.pipeline.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The pipeline's model and how it is run.
 *
 * @param name name of the model
 * @param store folder that bundles are published to
 * @param approval whether a version needs an approval before it may decide, and where that comes from
 * @param batch most rows in one inference call
 * @param prepareTimeout how long instances may take to load a version before its deployment is aborted
 * @param definitions what becomes of rows whose features were computed by other definitions than the model was trained on
 */
public record ModelSettings(
        String name, Path store, Approval approval, int batch, Duration prepareTimeout, OtherDefinitions definitions) {

    /** Whether a version needs an approval before it may decide. */
    public enum Approval {
        NONE,
        /** By somebody else than who registered it, as far as both say who they are. */
        REQUIRED,
        /** By the topic of approvals only, which Kafka's ACLs confine to those who may approve. */
        CONFINED;

        public boolean isNeeded() {
            return this != NONE;
        }
    }

    /** What becomes of rows whose features were computed by other definitions than the model was trained on. */
    public enum OtherDefinitions {
        /** Each is rejected, and a version whose definitions aren't the pipeline's doesn't load. */
        REFUSE,
        /** Each is scored, and its prediction says so. */
        FLAG
    }
}
