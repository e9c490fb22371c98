package io.sluicegate.drift.domain;

import io.sluicegate.records.DriftScope;

/**
 * What is counted by itself: one feature against one reference, one version's scores, or the outcomes of one version in one tenure.
 *
 * @param name the feature's name; scores and labels have theirs
 * @param version the model version whose reference gives the bins, or whose predictions are counted
 * @param referenceDigest digest of that version's bundle
 * @param tenure for outcomes the tenure in which the events were decided; 0 for other scopes
 */
public record Subject(DriftScope scope, String name, String version, String referenceDigest, long tenure) {
    /** All labels of a window, whichever version they fall to, if any: what coverage is measured against. */
    public static final Subject ALL_LABELS = new Subject(DriftScope.OUTCOME, "labels", "", "", 0);

    /** A distribution that the reference profile of a version holds. */
    public static Subject distribution(DriftScope scope, String name, String version, String digest) {
        return new Subject(scope, name, version, digest, 0);
    }

    /**
     * The outcomes of one version in one tenure. Events of one tenure are decided side by side, so that the labels of its versions have
     * the same time to come. A version's labels of all its life don't compare: an old version has slow labels, a new one only quick ones.
     */
    public static Subject outcomes(String version, String digest, long tenure) {
        return new Subject(DriftScope.OUTCOME, "labels", version, digest, tenure);
    }

    /** Whether reports are made of it, or it only helps to judge others. */
    public boolean reported() {
        return !equals(ALL_LABELS);
    }
}
