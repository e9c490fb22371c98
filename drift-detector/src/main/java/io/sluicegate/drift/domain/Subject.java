package io.sluicegate.drift.domain;

import io.sluicegate.records.DriftScope;

/**
 * The subject of a tally: one feature against one reference, one version's scores, or the outcomes of one version in one tenure.
 *
 * @param name the feature's name, or a fixed name for scores and labels
 * @param version the model version whose reference gives the bins, or whose predictions are counted
 * @param referenceDigest digest of that version's bundle
 * @param tenure for outcomes the tenure in which the events were decided; 0 for other scopes
 */
public record Subject(DriftScope scope, String name, String version, String referenceDigest, long tenure) {
    /** All labels of a window, with or without a prediction: the denominator of coverage. */
    public static final Subject ALL_LABELS = new Subject(DriftScope.OUTCOME, "labels", "", "", 0);

    /** A distribution that the reference profile of a version holds. */
    public static Subject distribution(DriftScope scope, String name, String version, String digest) {
        return new Subject(scope, name, version, digest, 0);
    }

    /**
     * The outcomes of one version in one tenure. The versions of one tenure decide side by side, so their labels have the same time to
     * arrive. Labels over a version's whole life can't be compared: an old version has slow labels, a new one only quick ones.
     */
    public static Subject outcomes(String version, String digest, long tenure) {
        return new Subject(DriftScope.OUTCOME, "labels", version, digest, tenure);
    }

    /** Whether the subject has reports of its own, or only helps to assess other subjects. */
    public boolean reported() {
        return !equals(ALL_LABELS);
    }
}
