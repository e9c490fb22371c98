package io.sluicegate.pipeline.catalogue;

import java.util.List;

/**
 * The contract of a features record: three fields that say which features these are, then one nullable field for each feature of the
 * pipeline's feature set, in its order. The key is the entity. A field that a later version adds takes a reserved name and a default, so
 * that readers of this version skip it.
 */
public final class FeaturesRecord {
    /** A string: the event's id. */
    public static final String EVENT_ID = "eventId";

    /** A timestamp in milliseconds: when the event happened. */
    public static final String EVENT_TIME = "eventTime";

    /** A string: the fingerprint of the feature set. */
    public static final String FEATURE_SET = "featureSet";

    /** The fields before the features, in their order. */
    public static final List<String> LEADING = List.of(EVENT_ID, EVENT_TIME, FEATURE_SET);

    /** A header: the trace that the event belongs to, in W3C's format; goes from the event to its features and its prediction. */
    public static final String TRACE = "traceparent";

    /** A header: when the event was appended, in milliseconds as decimal digits; goes from the features to the prediction. */
    public static final String INGESTED = "sluicegate.ingested";

    /** The prefix that is reserved for future fields. */
    private static final String KEPT = "sluicegate";

    private FeaturesRecord() {}

    /** Whether no feature may have this name. */
    public static boolean isReserved(String name) {
        return LEADING.contains(name) || name.startsWith(KEPT);
    }
}
