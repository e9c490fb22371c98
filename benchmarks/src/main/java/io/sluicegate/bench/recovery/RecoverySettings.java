package io.sluicegate.bench.recovery;

/**
 * The size of the state and the number of kills of a run.
 *
 * @param stateMb size of the state before the first kill
 * @param rounds how often the stage is killed and started again
 * @param transactional whether the stage has transactional state stores (Kafka 4.4.0 or later)
 */
public record RecoverySettings(int stateMb, int rounds, boolean transactional) {
    static final int VALUE_BYTES = 8 << 10;

    int records() {
        return Math.max(1, (int) (((long) stateMb << 20) / VALUE_BYTES));
    }
}
