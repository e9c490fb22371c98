package io.sluicegate.pipeline.catalogue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * What a topic of ours must look like. Keys are UTF-8 strings.
 *
 * @param key what the key names
 * @param value schema of the values; empty where a user's schema or any bytes may stand
 */
public record TopicSpec(String name, int partitions, Kept kept, String key, Optional<Schema> value) {

    /** The setting that says for how many milliseconds records are kept; -1 is without end. */
    public static final String RETENTION = "retention.ms";

    /** The setting that says how many bytes a batch of records may have. */
    public static final String LARGEST = "max.message.bytes";

    /** The setting that says how many replicas have a record before it is acknowledged. */
    public static final String IN_SYNC = "min.insync.replicas";

    /** The settings that may be greater than ours: nothing is lost by it. */
    public static final Set<String> AT_LEAST = Set.of(LARGEST, IN_SYNC);

    /** With so many replicas the loss of one broker costs neither records nor service. */
    public static final int SAFE_REPLICAS = 3;

    /** How long records are kept. */
    public sealed interface Kept {}

    /** For a time, counted from the writing. */
    public record For(Duration time) implements Kept {}

    /** Without end. */
    public record Forever() implements Kept {}

    /** The newest of each key, without end. */
    public record Newest() implements Kept {}

    /** How many of so many replicas have a record before it is acknowledged: two, where one more may be away. */
    public static int inSync(int replicas) {
        return replicas >= SAFE_REPLICAS ? 2 : 1;
    }

    /** The broker's settings for the topic where it has so many replicas. */
    public Map<String, String> settings(int replicas) {
        var settings = new LinkedHashMap<>(settings());
        settings.put(IN_SYNC, Integer.toString(inSync(replicas)));
        return settings;
    }

    /** The broker's settings for the topic, whatever its replicas. */
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
