package io.sluicegate.scorer.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Results of calls that outlasted their transaction, kept beyond its abort. The broker aborts the transaction, the same records are
 * read again, and the same call would outlast the next transaction as well. The results are kept by position and bytes of their
 * records, so they equal what the repeated computation would give.
 *
 * <p>Safe for use by several threads: another thread may read the records again.
 *
 * @param <R> the result
 */
public final class LateResults<R> {
    private record Place(int partition, long offset) {}

    private record Late<R>(RawRecord record, long revision, Optional<R> result) {}

    private final Map<Place, Late<R>> byPlace;
    private volatile boolean any;

    /** @param bound most results kept; the oldest are dropped first */
    public LateResults(int bound) {
        byPlace = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Place, Late<R>> eldest) {
                return size() > bound;
            }
        };
    }

    /** Keeps a call's results for the records of its batch. */
    public synchronized void keep(List<RawRecord> batch, List<Optional<R>> results, long revision) {
        for (var i = 0; i < batch.size(); i++) {
            byPlace.put(place(batch.get(i)), new Late<>(batch.get(i), revision, results.get(i)));
        }
        any = true;
    }

    /** Whether no result was ever kept, which is nearly always so. */
    public boolean isEmpty() {
        return !any;
    }

    /** The result kept for the same record and revision. */
    public synchronized Optional<R> find(RawRecord record, long revision) {
        return Optional.ofNullable(byPlace.get(place(record)))
                .filter(late -> late.revision() == revision && late.record().isEqualTo(record))
                .flatMap(Late::result);
    }

    private static Place place(RawRecord record) {
        return new Place(record.partition(), record.offset());
    }
}
