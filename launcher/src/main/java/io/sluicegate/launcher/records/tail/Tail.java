package io.sluicegate.launcher.records.tail;

import io.sluicegate.launcher.cli.LogReader;
import io.sluicegate.launcher.cli.Progress;
import io.sluicegate.launcher.cli.Terminal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The walk through a log: from a place to another one, or on and on. Records of several partitions come in the order of their times. */
final class Tail {
    /** Records shown of a log's past if nobody says where to begin. */
    static final int NEWEST = 10;

    /** Records looked at to find the newest that meet a condition. */
    private static final int LOOKED_AT = 10_000;

    /** Every second offset may be the mark of a transaction. */
    private static final int OFFSETS_EACH = 2;

    private final LogReader reader;
    private final Function<ConsumerRecord<byte[], byte[]>, Seen> decode;
    private final Predicate<Seen> filter;
    private final boolean isSelective;
    private final Predicate<Seen> show;
    private final Terminal terminal;
    private final InstantSource clock;

    /**
     * A walk.
     *
     * @param isSelective whether the filter leaves out records
     * @param show shows a record, and says whether more are wanted
     * @param terminal shows how far a long search is
     */
    Tail(
            LogReader reader,
            Function<ConsumerRecord<byte[], byte[]>, Seen> decode,
            Predicate<Seen> filter,
            boolean isSelective,
            Predicate<Seen> show,
            Terminal terminal,
            InstantSource clock) {
        this.reader = reader;
        this.decode = decode;
        this.filter = filter;
        this.isSelective = isSelective;
        this.show = show;
        this.terminal = terminal;
        this.clock = clock;
    }

    /**
     * Walks.
     *
     * @param from where to begin; empty for the newest records
     * @param until where to end; empty for never, or for the present end
     * @param newest how many of the newest records to show if nobody says where to begin
     */
    void walk(
            Collection<TopicPartition> partitions,
            Optional<Place> from,
            Optional<Place> until,
            boolean follows,
            int newest) {
        var starts = from.map(it -> it.offsets(reader, partitions));
        var known = starts.map(Map::keySet).orElseGet(() -> new HashMap<>(reader.ends(partitions)).keySet());
        var ends = reader.ends(known);
        var stops = until.map(it -> earlier(it.offsets(reader, known), ends)).orElse(ends);
        var goesOn = starts.isPresent()
                ? past(starts.get(), stops, this::visit)
                : newest(lookback(stops, newest), stops, newest);
        var openUntil = until.isEmpty() ? Instant.MAX : future(until.get());
        if (goesOn && follows && openUntil.isAfter(clock.instant())) {
            reader.followWhile(stops, this::visit, () -> openUntil.isAfter(clock.instant()));
        }
    }

    /** The end of the walk if that is still to come; the epoch otherwise. */
    private static Instant future(Place until) {
        return until instanceof Place.At at ? at.time() : Instant.EPOCH;
    }

    private static Map<TopicPartition, Long> earlier(Map<TopicPartition, Long> some, Map<TopicPartition, Long> others) {
        var earlier = new HashMap<>(others);
        some.forEach((partition, offset) -> earlier.merge(partition, offset, Math::min));
        return earlier;
    }

    private Map<TopicPartition, Long> lookback(Map<TopicPartition, Long> stops, int newest) {
        var each =
                (isSelective ? Math.max(LOOKED_AT / Math.max(1, stops.size()), newest) : newest) * (long) OFFSETS_EACH
                        + NEWEST;
        var begins = reader.begins(stops.keySet());
        var starts = new HashMap<TopicPartition, Long>();
        stops.forEach((partition, stop) -> starts.put(partition, Math.max(at(begins, partition), stop - each)));
        return starts;
    }

    private boolean newest(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> stops, int newest) {
        var found = new ArrayDeque<Seen>();
        past(starts, stops, record -> {
            var seen = decode.apply(record);
            if (filter.test(seen)) {
                found.add(seen);
            }
            if (found.size() > newest) {
                found.remove();
            }
            return true;
        });
        return found.stream().allMatch(show);
    }

    /** Whether more is wanted. */
    @SuppressWarnings("try") // progress watches the search until it is closed
    private boolean past(
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> stops,
            Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        var all = starts.keySet().stream()
                .mapToLong(it -> Math.max(0, at(stops, it) - at(starts, it)))
                .sum();
        var count = new AtomicLong();
        var goesOn = new AtomicBoolean(true);
        try (var progress = Progress.of(terminal, "reading records", all, count::get)) {
            reader.inTimeOrder(starts, stops, record -> {
                count.incrementAndGet();
                goesOn.set(visitor.test(record));
                return goesOn.get();
            });
        }
        return goesOn.get();
    }

    private boolean visit(ConsumerRecord<byte[], byte[]> record) {
        var seen = decode.apply(record);
        return !filter.test(seen) || show.test(seen);
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }
}
