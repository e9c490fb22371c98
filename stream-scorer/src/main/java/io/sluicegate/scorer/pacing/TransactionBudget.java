package io.sluicegate.scorer.pacing;

import java.time.Duration;

/**
 * Sees to it that the calls of a slow model don't outlast their transaction, which the broker would abort, so that the same calls
 * were made again and again. Kafka Streams takes the more records between two commits the faster they went, and keeps to that number
 * also when a transaction was aborted; only a new stream thread begins with one record a task. So a thread whose calls have used up
 * the budget since its last commit fails by itself and is replaced. Belongs to one thread.
 */
final class TransactionBudget {
    private final Duration budget;
    private double commits = Double.NaN;
    private long since;

    /** @param budget how long the records between two commits may take, well below the transaction's time-out */
    TransactionBudget(Duration budget) {
        this.budget = budget;
    }

    /** Begins anew: what came before was committed or aborted. */
    void restart() {
        commits = Double.NaN;
    }

    /**
     * Before a call of a model.
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
     * After a call that was checked before.
     *
     * @param nanos the time
     */
    boolean isUsedUp(long nanos) {
        return nanos - since > budget.toNanos();
    }
}
