package io.sluicegate.trigger.domain;

/** The failure rates of two arms. */
record Rates(double primary, double candidate) {
    /** Halves the interval until it is as narrow as doubles can tell. */
    private static final int ROUNDS = 52;

    /**
     * Those that differ by the margin and are nearest to the given ones by Kullback-Leibler divergence, the arms weighted by
     * their shares of the rows. They lie between the primary's rate and the candidate's less the margin, where the divergence
     * stops falling.
     */
    static Rates nearest(Rates to, double margin, double primaryShare) {
        double low = Math.max(Math.min(to.primary, to.candidate - margin), Math.max(0, -margin));
        double high = Math.min(Math.max(to.primary, to.candidate - margin), Math.min(1, 1 - margin));
        for (int round = 0; round < ROUNDS; round++) {
            double middle = (low + high) / 2;
            double slope = primaryShare * slope(to.primary, middle)
                    + (1 - primaryShare) * slope(to.candidate, middle + margin);
            low = slope < 0 ? middle : low;
            high = slope < 0 ? high : middle;
        }
        return new Rates((low + high) / 2, (low + high) / 2 + margin);
    }

    /** Of the divergence between two chances, by the second. */
    private static double slope(double to, double chance) {
        return (chance - to) / (chance * (1 - chance));
    }
}
