package io.sluicegate.pipeline.catalogue;

/**
 * The size limits of Sluicegate's records, in bytes of key, value and headers together. Each limit leaves room for the record that
 * the next step derives, so a record within one limit always yields records within the next.
 */
public final class RecordLimits {
    /** The limit of values derived from a user's record: features, and the state of an entity. */
    public static final int DERIVED = 2_000_000;

    /** The limit of Sluicegate's own records when read: commands, labels, predictions, reports. */
    public static final int READ = 3_000_000;

    /** The limit of written records: {@code max.request.size} of each producer. */
    public static final int WRITTEN = 8_000_000;

    /** The limit of Sluicegate's topics: {@code max.message.bytes}, with room for compression that makes a batch larger. */
    public static final int TOPIC = 8_388_608;

    private RecordLimits() {}
}
