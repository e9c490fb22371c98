package io.sluicegate.scorer.features;

/** A decoded features record: its identity, and its numbers in the order of its layout. NaN is a missing value. */
public final class FeatureRow {
    public final FeatureLayout layout;
    final float[] values;
    /** The event's id in UTF-8, as read. */
    public byte[] eventId = {};

    public String featureSet = "";
    public long eventTime;

    public FeatureRow(FeatureLayout layout, int width) {
        this.layout = layout;
        this.values = new float[width];
    }
}
