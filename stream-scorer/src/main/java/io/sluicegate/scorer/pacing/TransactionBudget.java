package io.sluicegate.scorer.pacing;

import java.time.Duration;

/**
 * The time budget of a stream thread's transaction, so that a slow model's calls don't outlast it: the broker would abort the
 * transaction, and the same calls would be made again and again. Kafka Streams processes more records between two commits the
 * faster they were, and keeps that number after an abort; only a new stream thread starts with one record per task. So a thread
 * whose calls have used up the budget since its last commit fails deliberately and is replaced. Belongs to one thread.
 */
final class TransactionBudget {
    private final Duration budget;
    private double commits = Double.NaN;
    private long since;

    /** @param budget how long the records between two commits may take, well below the transaction's time-out */
    TransactionBudget(Duration budget) {
        this.budget = budget;
    }

    /** Restarts the budget, after a commit or an abort. */
    void restart() {
        commits = Double.NaN;
    }

    /**
     * Checks the budget before a call of a model.
     *
     * @param commits how often the thread has committed
     * @param nanos the time
     * @throws TransactionTooLong if the budget is used up
     */
    void check(double commits, long nanos) {
        if (commits != this.commits) {
            this.commits = commits;
            this.since = nanos;
        } else if (isUsedUp(nanos)) {
            throw new TransactionTooLong(Duration.ofNanos(nanos - since));
        }
    }

    /**
     * Whether the budget is used up, after a checked call.
     *
     * @param nanos the time
     */
    boolean isUsedUp(long nanos) {
        return nanos - since > budget.toNanos();
    }
}
