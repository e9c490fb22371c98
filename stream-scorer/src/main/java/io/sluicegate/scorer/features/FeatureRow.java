package io.sluicegate.scorer.features;

/** A decoded features record: what identifies it, and its numbers in the order of its layout. NaN is a missing value. */
public final class FeatureRow {
    public final FeatureLayout layout;
    final float[] values;
    /** In UTF-8, as it was read. */
    public byte[] eventId = {};

    public String featureSet = "";
    public long eventTime;

    public FeatureRow(FeatureLayout layout, int width) {
        this.layout = layout;
        this.values = new float[width];
    }
}
