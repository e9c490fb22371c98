package io.sluicegate.scorer.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Results computed ahead, so that records that are processed one by one are scored in batches.
 *
 * <p>Records are {@linkplain #note noted} when they are polled, and taken one by one, in order. Taking one whose result is not kept
 * yet scores a batch: that record and the next noted ones, in turn one of each partition. The results of the others are kept for
 * their turn. A kept result caches a pure computation and may be thrown away at any time without loss, so nothing here takes part
 * in a commit. A lone record makes a batch of one, at once; a backlog makes full batches. There is no timer.
 *
 * <p>A kept result belongs to a position (partition, offset), to the identity of the value's array, because a seek back reads the
 * position again as another array, and to one revision: the next revision throws all results away. A batch may leave records
 * without a result when one record spoils the batch; those records are scored alone, so that no record is blamed for another.
 *
 * <p>Belongs to one thread.
 *
 * @param <R> the result
 */
public final class LookAhead<R> {
    private static final int CROWD = 64;

    private final int most;
    private final int bound;
    private final Map<Integer, NotedPartition<R>> partitions = new HashMap<>();
    private int cap;
    private long revision = -1;
    private int noted;

    /** Scores records. */
    @FunctionalInterface
    public interface Scorer<R> {
        /**
         * Results in the order of the records. A record of a batch may be left without one, and is then scored alone; a record
         * that is scored alone always gets one.
         */
        List<Optional<R>> score(List<RawRecord> batch);
    }

    /**
     * @param most most records in a batch
     * @param bound most records noted; further polled records are scored when their turn comes
     */
    public LookAhead(int most, int bound) {
        this.most = most;
        this.cap = most;
        this.bound = bound;
    }

    /** Sets the most records in a batch from now on, as far as the most of all allows. */
    public void limit(int records) {
        cap = Math.min(records, most);
    }

    /**
     * Notes a polled record. A record at or before a noted position was read after a seek back, and replaces the notes from there
     * on.
     */
    public void note(RawRecord record) {
        var partition = partitions.computeIfAbsent(record.partition(), any -> new NotedPartition<>());
        noted -= partition.dropFrom(record.offset());
        if (noted < bound) {
            partition.add(record);
            noted++;
        }
    }

    /** Starts a revision; returns the number of results of the previous one that were thrown away. */
    public int startRevision(long next) {
        if (next == revision) {
            return 0;
        }
        revision = next;
        return partitions.values().stream()
                .mapToInt(NotedPartition::throwResultsAway)
                .sum();
    }

    /** The current record's result, if it was computed in the given revision. */
    public Optional<R> kept(RawRecord current, long ofRevision) {
        var partition = partitions.get(current.partition());
        if (partition == null || ofRevision != revision) {
            return Optional.empty();
        }
        var kept = partition.takeKept(current);
        noted -= kept.isPresent() ? 1 : 0;
        return kept;
    }

    /** The current record's result, computed now unless it is kept. */
    public R take(RawRecord current, Scorer<R> scorer) {
        var had = turnTo(current);
        return (had.isPresent() ? had.get().result() : ofBatch(current, scorer))
                .orElseGet(() -> ofOne(current, scorer));
    }

    /** Drops the current record, whose result is known from elsewhere; the others stay for their batches. */
    public void pass(RawRecord current) {
        var unused = turnTo(current);
    }

    /** Drops the records of a partition that this thread no longer reads. */
    public void forget(int partition) {
        var forgotten = partitions.remove(partition);
        noted -= forgotten == null ? 0 : forgotten.size();
    }

    /** Whether many records wait: at least one full batch besides the last computed one. */
    public boolean isCrowded() {
        return noted >= Math.max(2 * cap, CROWD);
    }

    /** Records noted, with or without a result. */
    public int noted() {
        return noted;
    }

    private Optional<Note<R>> turnTo(RawRecord current) {
        var partition = partitions.get(current.partition());
        if (partition == null) {
            return Optional.empty();
        }
        var before = partition.size();
        var note = partition.turnTo(current);
        noted -= before - partition.size();
        return note;
    }

    private Optional<R> ofBatch(RawRecord current, Scorer<R> scorer) {
        var batch = new ArrayList<RawRecord>(cap);
        batch.add(current);
        addNext(batch);
        var results = scorer.score(batch);
        for (var i = 1; i < batch.size(); i++) {
            noted(batch.get(i)).keep(results.get(i));
        }
        return results.get(0);
    }

    private NotedPartition<R> noted(RawRecord record) {
        return Objects.requireNonNull(partitions.get(record.partition()));
    }

    private static <R> R ofOne(RawRecord current, Scorer<R> scorer) {
        return scorer.score(List.of(current)).get(0).orElseThrow();
    }

    /**
     * Adds the next open records, one of each partition in turn. Kafka Streams processes at least one record of each partition
     * between two commits, so a batch of a single partition would cost a slow model one call for each partition.
     */
    private void addNext(List<RawRecord> batch) {
        var turns = turns(batch.get(0).partition());
        for (var turn = turns.poll(); turn != null && batch.size() < cap; turn = turns.poll()) {
            if (turn.hasNext()) {
                batch.add(turn.next());
                turns.addLast(turn);
            }
        }
    }

    private Deque<Iterator<RawRecord>> turns(int first) {
        var turns = new ArrayDeque<Iterator<RawRecord>>(partitions.size());
        partitions.forEach((number, partition) -> {
            if (number == first) {
                turns.addFirst(partition.open());
            } else {
                turns.addLast(partition.open());
            }
        });
        return turns;
    }
}
