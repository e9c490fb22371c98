package io.sluicegate.scorer.versions;

/** What became of loading a version. */
sealed interface Loading {

    /** It can decide. */
    record Done(LoadedVersion version) implements Loading {}

    /** It can't be used. */
    record Failed(LoadError error) implements Loading {}
}
