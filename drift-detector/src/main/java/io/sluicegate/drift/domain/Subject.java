package io.sluicegate.drift.domain;

import io.sluicegate.records.DriftScope;

/**
 * What is counted by itself: one feature against one reference, one version's scores, or one version's outcomes.
 *
 * @param name the feature's name; scores and labels have theirs
 * @param version the model version whose reference gives the bins, or whose predictions are counted
 * @param referenceDigest digest of that version's bundle
 */
public record Subject(DriftScope scope, String name, String version, String referenceDigest) {
    /** All labels of a window, whichever version they fall to, if any: what coverage is measured against. */
    public static final Subject ALL_LABELS = new Subject(DriftScope.OUTCOME, "labels", "", "");

    /** The outcomes of one version. */
    public static Subject outcomes(String version, String digest) {
        return new Subject(DriftScope.OUTCOME, "labels", version, digest);
    }

    /** Whether reports are made of it, or it only helps to judge others. */
    public boolean reported() {
        return !equals(ALL_LABELS);
    }
}
