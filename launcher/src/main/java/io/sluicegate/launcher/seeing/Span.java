package io.sluicegate.launcher.seeing;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** A part of a topic: for each partition, the first offset and one past the last. */
record Span(Map<TopicPartition, Long> from, Map<TopicPartition, Long> until) {

    /** The first offset of a partition of the part. */
    long begin(TopicPartition partition) {
        return from.getOrDefault(partition, 0L);
    }

    /** One past the last offset of a partition of the part. */
    long end(TopicPartition partition) {
        return until.getOrDefault(partition, 0L);
    }

    /** How many offsets the part has. */
    long length() {
        return from.keySet().stream()
                .mapToLong(it -> Math.max(0, end(it) - begin(it)))
                .sum();
    }

    /** Its first offsets, so many in all. */
    Span first(long most) {
        var each = Math.max(1, most / Math.max(1, from.size()));
        return new Span(
                from,
                from.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, it -> Math.min(end(it.getKey()), it.getValue() + each))));
    }

    /** Its last offsets, so many in all. */
    Span last(long most) {
        var each = Math.max(1, most / Math.max(1, from.size()));
        return new Span(
                from.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, it -> Math.max(it.getValue(), end(it.getKey()) - each))),
                until);
    }

    /** What lies before another part of the same partitions. */
    Span before(Span other) {
        return new Span(from, other.from());
    }
}
