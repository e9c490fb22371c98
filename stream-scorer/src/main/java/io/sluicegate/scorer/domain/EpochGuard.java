package io.sluicegate.scorer.domain;

/** The guard that keeps a task from going back to a revision below the highest one used. */
public final class EpochGuard {
    private long highest;

    /** @param highest the highest revision used so far, 0 for none */
    public EpochGuard(long highest) {
        this.highest = highest;
    }

    public long highest() {
        return highest;
    }

    /** Whether the revision may be used. */
    public boolean admits(long revision) {
        return revision >= highest;
    }

    /** Uses a revision; true if it is a new highest one, which the caller must store. */
    public boolean use(long revision) {
        if (!admits(revision)) {
            throw new IllegalStateException("revision " + revision + " after " + highest + ": epochs never go back");
        }
        var higher = revision > highest;
        highest = revision;
        return higher;
    }
}
