package io.sluicegate.scorer.stream;

/** A decoded features record: what identifies it, and its numbers in the order of its layout. NaN is a missing value. */
final class FeatureRow {
    final FeatureLayout layout;
    final float[] values;
    /** In UTF-8, as it was read. */
    byte[] eventId = {};

    String featureSet = "";
    long eventTime;

    FeatureRow(FeatureLayout layout, int width) {
        this.layout = layout;
        this.values = new float[width];
    }
}
