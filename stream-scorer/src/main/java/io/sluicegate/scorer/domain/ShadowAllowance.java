package io.sluicegate.scorer.domain;

/**
 * The time that a shadow may take of a thread: a share of the time that passes, saved up to a limit. What a shadow has taken is
 * charged; while it is in debt it scores nothing. So a shadow slows what decides by its share at most, however heavy it is, and no
 * single turn of it takes longer than the limit, or one row. Belongs to one thread.
 */
public final class ShadowAllowance {
    private static final double NEWEST = 0.2;

    private final double share;
    private final long limit;
    private long credit;
    private long last;
    private double perRow;

    /**
     * Begins with all that can be saved.
     *
     * @param share of the time that passes, from 0 to 1
     * @param limit what can be saved, in nanoseconds
     * @param now the time, in nanoseconds
     */
    public ShadowAllowance(double share, long limit, long now) {
        this.share = share;
        this.limit = limit;
        this.credit = limit;
        this.last = now;
    }

    /** How many rows of those wanted may be scored now; one at first, which tells what a row takes. */
    public int rows(int wanted, long now) {
        credit = Math.min(limit, credit + (long) ((now - last) * share));
        last = now;
        return credit <= 0 ? 0 : (int) Math.min(wanted, Math.max(affordable(), credit == limit ? 1 : 0));
    }

    private long affordable() {
        return perRow == 0 ? 1 : (long) (credit / perRow);
    }

    /** Charges what so many rows have taken, in nanoseconds. */
    public void charge(int rows, long nanos) {
        credit -= nanos;
        var newest = Math.max(1.0, (double) nanos / rows);
        perRow = perRow == 0 ? newest : perRow + NEWEST * (newest - perRow);
    }
}
