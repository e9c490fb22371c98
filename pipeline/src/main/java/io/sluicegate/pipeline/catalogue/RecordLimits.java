package io.sluicegate.pipeline.catalogue;

/**
 * How large a record of ours may be, in bytes of key, value and headers together. Each limit leaves room for what the next step makes
 * of the record, so what is read within a limit can always be written on.
 */
public final class RecordLimits {
    /** What a step derives from a record of the user's: features, and the state of an entity. */
    public static final int DERIVED = 2_000_000;

    /** What a step reads of our own records: commands, labels, predictions, reports. */
    public static final int READ = 3_000_000;

    /** What a service writes: {@code max.request.size} of each producer. */
    public static final int WRITTEN = 8_000_000;

    /** What our topics take: {@code max.message.bytes}, with room for compression that makes a batch larger. */
    public static final int TOPIC = 8_388_608;

    private RecordLimits() {}
}
