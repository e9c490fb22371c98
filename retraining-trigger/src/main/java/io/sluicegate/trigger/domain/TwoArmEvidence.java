package io.sluicegate.trigger.domain;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Evidence about the difference between two arms' failure rates, from their counts, by betting.
 *
 * <p><b>The wager.</b> Somebody claims that the rates of primary and candidate, whatever they are, lie in a convex set: "the candidate's
 * is at most the primary's plus a margin", or "at least". A bet names a pair of rates outside the set. It stakes one unit, and each
 * window multiplies the stake by how much likelier its counts are by the bet than by the claim's most favourable pair: the one that is
 * nearest to the bet by Kullback-Leibler divergence, each arm weighted by its rows in this window. If the claim holds, no bet is expected
 * to grow. Proof: at true rates t the expected factor is the product over the arms g of f_g^n_g with f_g = E[bet/nearest], one row each.
 * By log x ≤ x-1 it is at most exp(Σ n_g (f_g - 1)), and the sum is the derivative of the divergence from the nearest pair towards t with
 * its sign turned, which isn't positive for any t in a convex set (Turner, Ly and Grünwald, Generic E-variables for Exact Sequential
 * k-Sample Tests, 2024; Turner and Grünwald, Exact Anytime-valid Confidence Intervals for Contingency Tables, 2023). The true rates may
 * change from window to window.
 *
 * <p><b>The evidence</b> is the mean over many bets of what their stakes have become. It exceeds E with chance 1/E at most if the claim
 * holds, however often one looks and whenever one stops (Ville's inequality). The bets lie on a grid: a factor of about three between the
 * base rates, which costs little, because an error in the base moves both arms alike; and a few factors in the odds around the margin, so
 * that some bet is near the truth whatever that is.
 *
 * <p><b>Limits.</b> The bound assumes independent rows. If one entity sends many rows that fail together, the true evidence is weaker
 * than the computed one.
 *
 * @param margin the claims' bound: the candidate's failure rate minus the primary's
 */
record TwoArmEvidence(double margin) {
    private static final double[] BASES = {0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97};
    private static final double[] FACTORS = {1.25, 1.6, 2.5, 5};

    /** The failure rates of both arms in one window. */
    record Block(Rate primary, Rate candidate) {
        private double primaryShare() {
            return primary.rows() / (double) (primary.rows() + candidate.rows());
        }
    }

    /** Evidence that the candidate's rate is above the primary's by more than the margin. */
    double above(List<Block> blocks) {
        return evidence(blocks, bets(FACTORS));
    }

    /**
     * Evidence that the candidate's rate is above the primary's by less than the margin. Half of the stakes bet on a candidate that is as
     * good as the primary, if that is within the margin.
     */
    double below(List<Block> blocks) {
        var others = evidence(
                blocks, bets(Arrays.stream(FACTORS).map(factor -> 1 / factor).toArray()));
        return margin > 0 ? (others + evidence(blocks, bases().mapToObj(base -> new Rates(base, base)))) / 2 : others;
    }

    private double evidence(List<Block> blocks, Stream<Rates> bets) {
        return bets.mapToDouble(bet -> Math.exp(blocks.stream()
                        .mapToDouble(block -> logFactor(bet, block))
                        .sum()))
                .average()
                .orElse(1);
    }

    /** If one arm has no rows, both sides of the margin explain the other arm's rows equally well. */
    private double logFactor(Rates bet, Block block) {
        if (block.primary().rows() == 0 || block.candidate().rows() == 0) {
            return 0;
        }
        var nearest = Rates.nearest(bet, margin, block.primaryShare());
        return Odds.logRatio(block.primary(), bet.primary(), nearest.primary())
                + Odds.logRatio(block.candidate(), bet.candidate(), nearest.candidate());
    }

    private Stream<Rates> bets(double... factors) {
        return bases().boxed().flatMap(base -> Arrays.stream(factors)
                .mapToObj(factor -> new Rates(base, Odds.times(base + margin, factor))));
    }

    private DoubleStream bases() {
        return Arrays.stream(BASES).filter(base -> base + margin > 0 && base + margin < 1);
    }
}
