package io.sluicegate.trigger.domain;

/** Arithmetic of chances. */
final class Odds {
    private Odds() {}

    /** The chance whose odds are this many times the other's. */
    static double times(double chance, double factor) {
        var odds = chance / (1 - chance) * factor;
        return odds / (1 + odds);
    }

    /** The natural logarithm of the ratio of the counts' likelihoods under the two chances. */
    static double logRatio(Rate seen, double chance, double other) {
        return part(seen.failures(), chance, other) + part(seen.rows() - seen.failures(), 1 - chance, 1 - other);
    }

    private static double part(long times, double chance, double other) {
        return times == 0 ? 0 : times * Math.log(chance / other);
    }
}
