package io.sluicegate.scorer.domain;

import java.util.Optional;

/** A noted record: without a result, with one, or to be scored alone. */
final class Note<R> {
    private final RawRecord record;
    private Optional<R> result = Optional.empty();
    private boolean alone;

    Note(RawRecord record) {
        this.record = record;
    }

    RawRecord record() {
        return record;
    }

    Optional<R> result() {
        return result;
    }

    boolean isAlone() {
        return alone;
    }

    boolean isOpen() {
        return result.isEmpty() && !alone;
    }

    /** What a batch made of it; nothing means that it has to be scored alone. */
    void keep(Optional<R> ofBatch) {
        result = ofBatch;
        alone = ofBatch.isEmpty();
    }

    /** Opens it again, for another revision; true if there was a result to throw away. */
    boolean reopen() {
        var had = result.isPresent();
        result = Optional.empty();
        alone = false;
        return had;
    }
}
