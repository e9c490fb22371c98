package io.sluicegate.trigger.domain;

/** Arithmetic of chances. */
final class Odds {
    private Odds() {}

    /** The chance whose odds are so many times those of the other. */
    static double times(double chance, double factor) {
        var odds = chance / (1 - chance) * factor;
        return odds / (1 + odds);
    }

    /** How much likelier the counts are by one chance than by another, as a natural logarithm. */
    static double logRatio(Rate seen, double chance, double other) {
        return part(seen.failures(), chance, other) + part(seen.rows() - seen.failures(), 1 - chance, 1 - other);
    }

    private static double part(long times, double chance, double other) {
        return times == 0 ? 0 : times * Math.log(chance / other);
    }
}
