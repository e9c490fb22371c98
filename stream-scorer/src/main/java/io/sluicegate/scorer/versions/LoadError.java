package io.sluicegate.scorer.versions;

/**
 * Why a version can't be used on this instance.
 *
 * @param text what happened, where, and what to do
 */
public record LoadError(Code code, String text) {

    /** The catalogue of load errors. */
    public enum Code {
        /** There is no bundle at the location. */
        ABSENT,
        /** The location lies outside the model store, or holds too much or what is no regular file. */
        OUTSIDE_STORE,
        /** The bundle's files are not the ones that were registered. */
        WRONG_DIGEST,
        /** A file of the bundle is missing or can't be read. */
        CORRUPT,
        /** The bundle is of another model or version than the deployment says. */
        MISLABELLED,
        /** The pipeline's feature set doesn't give what the model needs. */
        MISSING_INPUT,
        /** It was trained on features of other definitions than the pipeline's. */
        DEFINITION_MISMATCH,
        /** ONNX Runtime can't load the model, or its inputs and outputs are not what the manifest says. */
        BAD_MODEL,
        /** The model answers otherwise than it was tested. */
        GOLDEN_MISMATCH,
        /** Its calls take longer than Kafka lets a record take, so that what they answer could not be committed. */
        TOO_SLOW,
        /** The data folder can't be written, so that a load that kills the process would leave no mark. */
        UNWRITABLE,
        /** Loading it killed this process before. */
        KILLED_PROCESS,
        /** The process lacks something, memory or a library say, or the loader failed in a way that nobody foresaw. */
        LOADER_FAILED
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
