package io.sluicegate.scorer.versions;

import io.sluicegate.bundle.Opened;

/**
 * The reason why a version can't be used on this instance.
 *
 * @param text what happened, where, and what to do
 */
public record LoadError(Code code, String text) {

    /** The catalogue of load errors. */
    public enum Code {
        /** There is no bundle at the location. */
        ABSENT,
        /** The location lies outside the model store, holds too much, or holds something other than regular files. */
        OUTSIDE_STORE,
        /** The bundle's files are not the ones that were registered. */
        WRONG_DIGEST,
        /** A file of the bundle is missing or can't be read. */
        CORRUPT,
        /** The bundle is of another model or version than the deployment says. */
        MISLABELLED,
        /** The pipeline's feature set lacks an input of the model. */
        MISSING_INPUT,
        /** The version was trained on features with other definitions than the pipeline's. */
        DEFINITION_MISMATCH,
        /** The model keeps weights in files outside the bundle, whose digest doesn't cover them. */
        EXTERNAL_DATA,
        /** ONNX Runtime can't load the model, or its inputs and outputs are not what the manifest says. */
        BAD_MODEL,
        /** None of the execution providers that may run the model can, or the preferred one can't and no other may. */
        PROVIDER_UNAVAILABLE,
        /** The model's answers differ from the tested ones. */
        GOLDEN_MISMATCH,
        /** The model's calls take longer than Kafka allows, so their results couldn't be committed. */
        TOO_SLOW,
        /** The data folder can't be written, so that a load that kills the process would leave no mark. */
        UNWRITABLE,
        /** Loading the version killed this process before. */
        KILLED_PROCESS,
        /** The probe, a child process that loaded the version first, crashed. */
        CRASHED,
        /** The probe took longer than {@code model.load-timeout}. */
        LOAD_TIMEOUT,
        /** The probe took more memory than {@code model.load-memory}. */
        LOAD_MEMORY,
        /** The probe couldn't be started. */
        UNPROBED,
        /** The process lacks memory or a library, for example, or the loader failed in an unforeseen way. */
        LOADER_FAILED;

        /** Whether the probe itself came to grief, which takes its time or memory again at each attempt. */
        boolean isOfProbe() {
            return this == CRASHED || this == LOAD_TIMEOUT || this == LOAD_MEMORY;
        }
    }

    static LoadError of(Opened.Refused refused) {
        var code =
                switch (refused.fault()) {
                    case OUTSIDE -> Code.OUTSIDE_STORE;
                    case ABSENT -> Code.ABSENT;
                    case WRONG_DIGEST -> Code.WRONG_DIGEST;
                    case CORRUPT -> Code.CORRUPT;
                };
        return new LoadError(code, refused.message());
    }

    static LoadError ofLoader(Throwable fault) {
        return new LoadError(
                Code.LOADER_FAILED,
                "the loader failed (" + fault
                        + "): give the process the memory or the library that is missing, or use another"
                        + " version; the log has the stack trace");
    }

    @Override
    public String toString() {
        return code + ": " + text;
    }
}
