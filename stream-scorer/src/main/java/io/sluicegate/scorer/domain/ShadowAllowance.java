package io.sluicegate.scorer.domain;

/**
 * The time budget of a shadow on a thread: a share of the passing time, saved up to a limit. The time that the shadow takes is
 * charged, and a shadow in debt scores nothing. So a shadow slows deciding versions by at most its share, however heavy the shadow
 * is, and no single turn takes longer than the limit or one row. Belongs to one thread.
 */
public final class ShadowAllowance {
    private static final double NEWEST = 0.2;

    private final double share;
    private final long limit;
    private long credit;
    private long last;
    private double perRow;

    /**
     * Starts with the full savings.
     *
     * @param share share of the passing time, from 0 to 1
     * @param limit most time that can be saved, in nanoseconds
     * @param now the time, in nanoseconds
     */
    public ShadowAllowance(double share, long limit, long now) {
        this.share = share;
        this.limit = limit;
        this.credit = limit;
        this.last = now;
    }

    /** How many of the wanted rows may be scored now; one at first, to measure the time of a row. */
    public int rows(int wanted, long now) {
        credit = Math.min(limit, credit + (long) ((now - last) * share));
        last = now;
        return credit <= 0 ? 0 : (int) Math.min(wanted, Math.max(affordable(), credit == limit ? 1 : 0));
    }

    private long affordable() {
        return perRow == 0 ? 1 : (long) (credit / perRow);
    }

    /** Charges the time that the rows have taken, in nanoseconds. */
    public void charge(int rows, long nanos) {
        credit -= nanos;
        var newest = Math.max(1.0, (double) nanos / rows);
        perRow = perRow == 0 ? newest : perRow + NEWEST * (newest - perRow);
    }
}
