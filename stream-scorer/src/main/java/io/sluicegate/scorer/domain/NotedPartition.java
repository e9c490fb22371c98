package io.sluicegate.scorer.domain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** The noted records of one partition, by ascending offset: first those that were part of a batch, then the open ones. */
final class NotedPartition<R> {
    private final Deque<Note<R>> had = new ArrayDeque<>();
    private final Deque<RawRecord> open = new ArrayDeque<>();

    int size() {
        return had.size() + open.size();
    }

    void add(RawRecord record) {
        open.addLast(record);
    }

    /** Drops the records from an offset on; returns their number. */
    int dropFrom(long offset) {
        var before = size();
        for (var last = open.peekLast(); last != null && last.offset() >= offset; last = open.peekLast()) {
            open.removeLast();
        }
        for (var last = had.peekLast(); last != null && last.record().offset() >= offset; last = had.peekLast()) {
            had.removeLast();
        }
        return before - size();
    }

    /** Drops the records up to the current one; returns the current record's note, if it was part of a batch. */
    Optional<Note<R>> turnTo(RawRecord current) {
        Note<R> last = null;
        for (var first = had.peekFirst();
                first != null && first.record().offset() <= current.offset();
                first = had.peekFirst()) {
            last = had.removeFirst();
        }
        for (var first = open.peekFirst();
                first != null && first.offset() <= current.offset();
                first = open.peekFirst()) {
            open.removeFirst();
        }
        return last != null && last.record().isSameAs(current) ? Optional.of(last) : Optional.empty();
    }

    /** Removes and returns the first record's result, if the first record is the current one and has a result. */
    Optional<R> takeKept(RawRecord current) {
        var first = had.peekFirst();
        if (first == null || first.result().isEmpty() || !first.record().isSameAs(current)) {
            return Optional.empty();
        }
        had.removeFirst();
        return first.result();
    }

    /** The records that no batch has had yet. */
    Iterator<RawRecord> open() {
        return open.iterator();
    }

    /** Keeps a batch's result for the first open record. */
    void keep(Optional<R> result) {
        had.addLast(new Note<>(open.removeFirst(), result));
    }

    /** Opens all records again for another revision; returns the number of results thrown away. */
    int throwResultsAway() {
        var thrown = 0;
        for (var last = had.pollLast(); last != null; last = had.pollLast()) {
            thrown += last.result().isPresent() ? 1 : 0;
            open.addFirst(last.record());
        }
        return thrown;
    }
}
