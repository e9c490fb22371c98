package io.sluicegate.scorer.features;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A decoded features record: its identity, and its values by type, each in the order of its layout. */
public final class FeatureRow {
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
    public byte[] eventId = {};

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
}
