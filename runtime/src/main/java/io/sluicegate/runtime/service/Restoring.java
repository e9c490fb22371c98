package io.sluicegate.runtime.service;

import io.micrometer.core.instrument.Counter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** The progress of a stage that restores its state from the changelogs. */
final class Restoring implements StateRestoreListener {
    private record Stretch(long at, long end) {}

    private final Counter restored;
    private final Map<TopicPartition, Stretch> open = new ConcurrentHashMap<>();

    /** @param restored counts the restored records */
    Restoring(Counter restored) {
        this.restored = restored;
    }

    /** How many records are left; empty if the stage isn't restoring. */
    Optional<String> progress() {
        var left = open.values().stream().mapToLong(it -> it.end() - it.at()).toArray();
        return left.length == 0
                ? Optional.empty()
                : Optional.of("restores its state from the changelogs of %d partitions: about %d records left"
                        .formatted(left.length, Arrays.stream(left).sum()));
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long end) {
        open.put(partition, new Stretch(from, end));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long last, long records) {
        restored.increment((double) records);
        open.computeIfPresent(partition, (any, it) -> new Stretch(Math.min(last + 1, it.end()), it.end()));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long records) {
        open.remove(partition);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long records) {
        open.remove(partition);
    }
}
