package io.sluicegate.scorer.features;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A decoded features record: its identity, and its values by type, each in the order of its layout. */
public final class FeatureRow {
    private static final byte[] NO_ID = {};
    private static final double[] NO_DOUBLES = {};
    private static final long[] NO_INTEGERS = {};
    private static final boolean[] NONE_ABSENT = {};
    private static final String[] NO_TEXTS = {};
    private static final ByteBuffer[] NO_VECTORS = {};

    public final FeatureLayout layout;
    /** NaN is a missing value. */
    final double[] doubles;
    /** Longs, and booleans as 0 and 1. */
    final long[] integers;
    /** Whether an integer is missing. */
    final boolean[] absent;
    /** Null is a missing value. */
    final @Nullable String[] texts;
    /** The elements of vectors, little-endian; null is a missing vector. */
    final @Nullable ByteBuffer[] vectors;
    /** The event's id in UTF-8, as read. */
    public byte[] eventId = NO_ID;

    public String featureSet = "";
    public long eventTime;

    FeatureRow(FeatureLayout layout, int doubles, int integers, int texts, int vectors) {
        this.layout = layout;
        this.doubles = doubles == 0 ? NO_DOUBLES : new double[doubles];
        this.integers = integers == 0 ? NO_INTEGERS : new long[integers];
        this.absent = integers == 0 ? NONE_ABSENT : new boolean[integers];
        this.texts = texts == 0 ? NO_TEXTS : new String[texts];
        this.vectors = vectors == 0 ? NO_VECTORS : new ByteBuffer[vectors];
    }

    /** The row, ready for another record. The layout's steps write each number; whatever a record may lack is cleared. */
    FeatureRow cleared() {
        eventId = NO_ID;
        featureSet = "";
        eventTime = 0;
        Arrays.fill(absent, false);
        Arrays.fill(texts, null);
        Arrays.fill(vectors, null);
        return this;
    }

    /** Gives the row back to its layout, for another record; the caller reads it no more. */
    public void recycle() {
        layout.recycle(this);
    }
}
