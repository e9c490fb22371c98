package io.sluicegate.pipeline.catalogue;

/** The ways in which a reference profile counts a feature's values. */
public enum ProfileKind {
    /** As numbers, in bins between their quantiles. Booleans count as 0 and 1. */
    NUMBERS,
    /** As texts, by the most frequent ones. */
    TEXTS,
    /** Not at all, so that no drift is reported of the feature. */
    NONE
}
