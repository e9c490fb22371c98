package io.sluicegate.launcher.seeing.domain;

import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Finds the place in a partition of predictions at which a revision begins, by halving: revisions never go back within a partition, so
 * some twenty records tell it among millions.
 */
public final class RevisionSearch {
    private final LongFunction<OptionalLong> revisions;

    /** @param revisions the revision of the first record at an offset or after it; empty if there is none */
    public RevisionSearch(LongFunction<OptionalLong> revisions) {
        this.revisions = revisions;
    }

    /** The lowest offset from {@code begin} up to {@code end} from which on all records have at least this revision. */
    public long first(long revision, long begin, long end) {
        var low = begin;
        var high = end;
        while (low < high) {
            var middle = low + (high - low) / 2;
            var there = revisions.apply(middle);
            if (there.isEmpty() || there.getAsLong() >= revision) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
