package io.sluicegate.pipeline.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of the pipeline's model and its execution.
 *
 * @param name name of the model
 * @param store folder that bundles are published to
 * @param approval whether a version needs an approval before it may decide, and by which topic
 * @param batch most rows in one inference call
 * @param prepareTimeout how long instances may take to load a version before its deployment is aborted
 * @param definitions the treatment of rows whose features were computed by other definitions than the model was trained on
 * @param loading how versions are loaded
 * @param execution how ONNX Runtime runs the model
 */
public record ModelSettings(
        String name,
        Path store,
        Approval approval,
        int batch,
        Duration prepareTimeout,
        OtherDefinitions definitions,
        Loading loading,
        ExecutionSettings execution) {

    /** Settings of a model that runs on the CPU, with the loading at its defaults. */
    public ModelSettings(
            String name,
            Path store,
            Approval approval,
            int batch,
            Duration prepareTimeout,
            OtherDefinitions definitions) {
        this(name, store, approval, batch, prepareTimeout, definitions, Loading.DEFAULT, ExecutionSettings.CPU);
    }

    /** Whether a version needs an approval before it may decide. */
    public enum Approval {
        NONE,
        /** Approval by somebody other than who registered the version, as far as both names are true. */
        REQUIRED,
        /** Approval through the topic of approvals only, which Kafka's ACLs confine to those who may approve. */
        CONFINED;

        public boolean isNeeded() {
            return this != NONE;
        }
    }

    /** The treatment of rows whose features were computed by other definitions than the model was trained on. */
    public enum OtherDefinitions {
        /** Each row is rejected, and a version whose definitions aren't the pipeline's doesn't load. */
        REFUSE,
        /** Each row is scored, and its prediction is marked. */
        FLAG
    }

    /**
     * How versions are loaded.
     *
     * @param isolation which versions are loaded in a probe first: a child process
     * @param timeout how long a probe may take; a load in the scorer itself that takes longer holds up no other
     * @param memory most bytes that a probe may have resident
     */
    public record Loading(Isolation isolation, Duration timeout, long memory) {
        public static final Loading DEFAULT = new Loading(Isolation.UNAPPROVED, Duration.ofSeconds(30), 4L << 30);
    }

    /** Which versions are loaded in a probe first; versions that have decided before never are. */
    public enum Isolation {
        /** Versions that nobody approved. */
        UNAPPROVED,
        /** Every version. */
        PROBE,
        /** No version. */
        NONE
    }
}
