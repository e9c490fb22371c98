package io.sluicegate.trigger.domain;

/** The failure rates of two arms. */
record Rates(double primary, double candidate) {
    /** The number of rounds to halve an interval down to the precision of a double; Newton's method needs about six. */
    private static final int ROUNDS = 60;

    private static final double PRECISION = 1e-15;

    /**
     * The rates that differ by the margin and are nearest to the given rates by Kullback-Leibler divergence, with the arms weighted by
     * their shares of the rows. The base rate lies between the primary's rate and the candidate's less the margin, where the divergence
     * stops falling.
     */
    static Rates nearest(Rates to, double margin, double primaryShare) {
        double low = Math.max(Math.min(to.primary, to.candidate - margin), Math.max(0, -margin));
        double high = Math.min(Math.max(to.primary, to.candidate - margin), Math.min(1, 1 - margin));
        double chance = (low + high) / 2;
        for (int round = 0; round < ROUNDS && high - low > PRECISION; round++) {
            double slope = primaryShare * slope(to.primary, chance)
                    + (1 - primaryShare) * slope(to.candidate, chance + margin);
            low = slope < 0 ? chance : low;
            high = slope < 0 ? high : chance;
            double next = chance
                    - slope
                            / (primaryShare * bend(to.primary, chance)
                                    + (1 - primaryShare) * bend(to.candidate, chance + margin));
            if (Math.abs(next - chance) < PRECISION) {
                break;
            }
            chance = next > low && next < high ? next : (low + high) / 2;
        }
        return new Rates(chance, chance + margin);
    }

    /** The derivative of the divergence between two chances by the second. */
    private static double slope(double to, double chance) {
        return (chance - to) / (chance * (1 - chance));
    }

    /** The growth of the slope; never below 0, because the divergence is convex. */
    private static double bend(double to, double chance) {
        return to / (chance * chance) + (1 - to) / ((1 - chance) * (1 - chance));
    }
}
