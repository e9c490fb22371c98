package io.sluicegate.scorer.domain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** The noted records of one partition, by ascending offset. */
final class NotedPartition<R> {
    private final Deque<Note<R>> notes = new ArrayDeque<>();

    int size() {
        return notes.size();
    }

    void add(RawRecord record) {
        notes.addLast(new Note<>(record));
    }

    /** Drops the notes from an offset on; how many there were. */
    int dropFrom(long offset) {
        var dropped = 0;
        for (var last = notes.peekLast(); last != null && last.record().offset() >= offset; last = notes.peekLast()) {
            notes.removeLast();
            dropped++;
        }
        return dropped;
    }

    /** Drops the notes up to the current record, and its own if it is this very record. */
    Optional<Note<R>> turnTo(RawRecord current) {
        Optional<Note<R>> found = Optional.empty();
        for (var first = notes.peekFirst();
                first != null && first.record().offset() <= current.offset();
                first = notes.peekFirst()) {
            found = Optional.of(notes.removeFirst())
                    .filter(note -> note.record().isSameAs(current));
        }
        return found;
    }

    /** The first record's result, if it is this very record and has one; it is dropped then. */
    Optional<R> takeKept(RawRecord current) {
        var first = notes.peekFirst();
        if (first == null || first.result().isEmpty() || !first.record().isSameAs(current)) {
            return Optional.empty();
        }
        notes.removeFirst();
        return first.result();
    }

    /** Those that no batch has had yet. */
    Iterator<Note<R>> open() {
        return notes.stream().filter(Note::isOpen).iterator();
    }

    int throwResultsAway() {
        return (int) notes.stream().filter(Note::reopen).count();
    }
}
