package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.config.PolicySettings.OutcomeLimit;
import io.sluicegate.trigger.domain.TwoArmEvidence.Block;
import java.util.List;
import java.util.Locale;

/**
 * The verdict of one step's windows on one limit.
 *
 * @param worse evidence that the candidate is worse by more than the limit
 * @param noWorse evidence that the candidate is worse by less than the limit
 */
record LimitVerdict(OutcomeLimit limit, Rate candidate, Rate primary, double worse, double noWorse) {
    private static final double MOST = 1e6;

    static LimitVerdict of(OutcomeLimit limit, List<Block> blocks) {
        var test = new TwoArmEvidence(limit.limit());
        return new LimitVerdict(
                limit,
                blocks.stream().map(Block::candidate).reduce(Rate.NOTHING, Rate::plus),
                blocks.stream().map(Block::primary).reduce(Rate.NOTHING, Rate::plus),
                test.above(blocks),
                test.below(blocks));
    }

    boolean hasRows(long minimum) {
        return Math.min(candidate.rows(), primary.rows()) >= Math.max(1, minimum);
    }

    /** The counts in words. */
    String words() {
        return String.format(
                Locale.ROOT,
                "%s %.4f of %d %s against %.4f of %d, at most %s %s",
                limit.statistic().written(),
                candidate.value(limit),
                candidate.rows(),
                limit.rate().denominator(),
                primary.value(limit),
                primary.rows(),
                limit.limit(),
                limit.isAbove() ? "above" : "below");
    }

    static String evidence(double evidence, double needed) {
        var form = evidence < 100 ? "evidence %.1f to 1, %.0f needed" : "evidence %.0f to 1, %.0f needed";
        return evidence > MOST
                ? String.format(Locale.ROOT, "evidence above %.0f to 1, %.0f needed", MOST, needed)
                : String.format(Locale.ROOT, form, evidence, needed);
    }
}
