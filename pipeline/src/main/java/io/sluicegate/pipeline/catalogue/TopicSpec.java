package io.sluicegate.pipeline.catalogue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The specification of a topic. Keys are UTF-8 strings.
 *
 * @param key the thing that the key names
 * @param value schema of the values; empty for a user's schema or arbitrary bytes
 */
public record TopicSpec(String name, int partitions, Kept kept, String key, Optional<Schema> value) {

    /** The setting for the retention in milliseconds; -1 keeps records for ever. */
    public static final String RETENTION = "retention.ms";

    /** The setting for the largest batch of records, in bytes. */
    public static final String LARGEST = "max.message.bytes";

    /** The setting for the number of replicas that have a record before it is acknowledged. */
    public static final String IN_SYNC = "min.insync.replicas";

    /** The settings that may exceed the specification without any loss. */
    public static final Set<String> AT_LEAST = Set.of(LARGEST, IN_SYNC);

    /** The number of replicas with which the loss of one broker costs neither records nor service. */
    public static final int SAFE_REPLICAS = 3;

    /** How long records are kept. */
    public sealed interface Kept {}

    /** Keeps records for a time, counted from when they are written. */
    public record For(Duration time) implements Kept {}

    /** Keeps records for ever. */
    public record Forever() implements Kept {}

    /** Keeps the newest record of each key for ever. */
    public record Newest() implements Kept {}

    /** How many of the replicas must have a record before it is acknowledged: two if a third may be away. */
    public static int inSync(int replicas) {
        return replicas >= SAFE_REPLICAS ? 2 : 1;
    }

    /** The broker's settings for the topic with the given number of replicas. */
    public Map<String, String> settings(int replicas) {
        var settings = new LinkedHashMap<>(settings());
        settings.put(IN_SYNC, Integer.toString(inSync(replicas)));
        return settings;
    }

    /** The broker's settings for the topic that don't depend on its replicas. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("cleanup.policy", kept instanceof Newest ? "compact" : "delete");
        settings.put(
                RETENTION,
                kept instanceof For limit ? Long.toString(limit.time().toMillis()) : "-1");
        settings.put("message.timestamp.type", "LogAppendTime");
        settings.put(LARGEST, Integer.toString(RecordLimits.TOPIC));
        return settings;
    }
}
