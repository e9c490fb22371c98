package io.sluicegate.bench.rollback;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The first and last prediction of each revision on each partition. One thread adds; any thread may read.
 */
final class RevisionSpans {
    private final int partitions;
    private final Map<Key, Span> spans = new HashMap<>();

    private record Key(int partition, long revision) {}

    /**
     * A prediction, as a reader saw it.
     *
     * @param appendedAt when the broker wrote it, in ms
     * @param seenAt when a reader that sees committed records only had it, in ms
     */
    record Seen(int partition, long offset, long revision, String version, long appendedAt, long seenAt) {}

    /**
     * The predictions of one revision on one partition.
     *
     * @param first the first of them
     * @param last offset of the last of them so far
     */
    record Span(Seen first, long last) {}

    RevisionSpans(int partitions) {
        this.partitions = partitions;
    }

    synchronized void add(Seen seen) {
        spans.merge(
                new Key(seen.partition(), seen.revision()),
                new Span(seen, seen.offset()),
                (known, added) -> new Span(known.first(), Math.max(known.last(), added.last())));
    }

    /** The revision after which every partition has predictions of the version, once that is so. */
    synchronized OptionalLong everywhere(String version, long after) {
        var revisions = spans.entrySet().stream()
                .filter(span -> span.getKey().revision() > after)
                .filter(span -> span.getValue().first().version().equals(version))
                .mapToLong(span -> span.getKey().revision())
                .toArray();
        for (var revision : revisions) {
            if (of(revision).size() == partitions) {
                return OptionalLong.of(revision);
            }
        }
        return OptionalLong.empty();
    }

    /** By partition. */
    synchronized Map<Integer, Span> of(long revision) {
        var found = new HashMap<Integer, Span>();
        for (int partition = 0; partition < partitions; partition++) {
            int number = partition;
            Optional.ofNullable(spans.get(new Key(partition, revision))).ifPresent(span -> found.put(number, span));
        }
        return found;
    }

    /** Each case, in words, of a prediction of an earlier revision that comes after the first one of this. */
    synchronized List<String> unclean(long revision) {
        return of(revision).values().stream()
                .flatMap(span -> later(span.first()))
                .sorted()
                .toList();
    }

    private Stream<String> later(Seen first) {
        return spans.entrySet().stream()
                .filter(other -> other.getKey().partition() == first.partition())
                .filter(other -> other.getKey().revision() < first.revision())
                .filter(other -> other.getValue().last() > first.offset())
                .map(other -> "partition %d: revision %d at offset %d, revision %d already at offset %d"
                        .formatted(
                                first.partition(),
                                other.getKey().revision(),
                                other.getValue().last(),
                                first.revision(),
                                first.offset()));
    }
}
