package io.sluicegate.fraud.training;

/**
 * The settings of a forest and of its threshold.
 *
 * @param trees how many
 * @param depth splits from root to leaf, at most
 * @param negativesPerPositive honest rows that are kept for each fraud; the others are left out, and the score is no
 *     calibrated probability
 * @param targetFalsePositiveRate the threshold is chosen so that this share of the honest validation rows reaches it
 * @param trainShare the earliest share of the rows is learned from, the rest validates
 */
public record ForestSettings(
        int trees, int depth, int negativesPerPositive, double targetFalsePositiveRate, double trainShare, long seed) {

    public static final ForestSettings DEFAULT = new ForestSettings(25, 8, 6, 0.015, 0.7, 17);

    public ForestSettings withTargetFalsePositiveRate(double rate) {
        return new ForestSettings(trees, depth, negativesPerPositive, rate, trainShare, seed);
    }
}
