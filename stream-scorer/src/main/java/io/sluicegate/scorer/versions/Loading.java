package io.sluicegate.scorer.versions;

/** The outcome of loading a version. */
sealed interface Loading {

    /** The version can decide. */
    record Done(LoadedVersion version) implements Loading {}

    /** The version can't be used. */
    record Failed(LoadError error) implements Loading {}
}
