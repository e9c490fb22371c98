package io.sluicegate.drift.domain;

import io.sluicegate.drift.domain.Measured.OfNumbers;
import io.sluicegate.drift.domain.Measured.OfTexts;
import io.sluicegate.records.NumericProfile;
import io.sluicegate.records.Statistic;
import io.sluicegate.records.StringProfile;

/**
 * Decides whether a window's values come from another distribution than the reference's.
 *
 * <p><b>What is measured.</b> Numbers are counted in the reference's own quantile bins, texts by the reference's most frequent values, so
 * both sides are histograms over the same cells. The <em>population stability index</em> sums (q-p)·ln(q/p) over the reference's deciles or
 * values, and over one more cell for missing values if there are any; it is Jeffreys' divergence, known from credit scoring (Siddiqi, Credit
 * Risk Scorecards, 2006). Half a row is added to each cell on both sides (Krichevsky and Trofimov, 1981), so that an empty
 * cell costs much but not infinitely much. Where ties leave fewer distinct edges than deciles there are fewer cells. Values that the
 * reference doesn't list have one cell, so a new value shows there. For numbers, the
 * <em>Kolmogorov-Smirnov distance</em> is taken over all bins' edges, where it is exact; {@code ksBound} says how large it
 * can be at most between them. Texts have no order, so <em>Pearson's chi-squared</em> of both samples takes its place.
 *
 * <p><b>What is held against it.</b> A statistic is past its threshold only if it is large enough to matter <em>and</em>
 * larger than chance explains: the threshold is the greater of the declared effect size and the quantile of the statistic
 * under unchanged traffic. With millions of rows the first rules: everything is significant then. With few rows the second
 * rules: everything looks large then. For n rows in the window and m in the reference,
 *
 * <ul>
 *   <li>PSI is close to (1/n + 1/m) times a chi-squared variable with cells-1 degrees of freedom (Yurdakul, Statistical
 *       Properties of Population Stability Index, 2018);
 *   <li>KS exceeds sqrt(-ln(a/2)/2 · (1/n + 1/m)) with chance a at most, asymptotically (Smirnov, 1948); taken at the edges
 *       alone it exceeds it less often;
 *   <li>chi-squared is close to such a variable itself. Times (1/n + 1/m) it sums (q-p)²/p, which PSI equals to the second order, so PSI's
 *       effect size is its own, too.
 * </ul>
 *
 * <p><b>How often it is wrong.</b> The declared false-alarm rate is for one window of unchanged traffic and all features
 * together. Each feature is tested twice, so each test gets the rate divided by twice the number of features (Bonferroni),
 * which holds however the features depend on each other. The rate assumes independent rows; traffic in which one entity
 * sends many alike rows varies more, which effect sizes and persistence over windows must cover.
 *
 * @param minimumRows fewer rows than this say nothing
 * @param leastPsi least population stability index that matters
 * @param leastKs least Kolmogorov-Smirnov distance that matters
 * @param falseAlarmRate chance that one window of unchanged traffic has any subject past a threshold
 */
public record DriftAssessor(long minimumRows, double leastPsi, double leastKs, double falseAlarmRate) {
    private static final int STATISTICS = 2;

    /** Assesses one of several subjects that are tested together. */
    public Assessment assess(Measured reference, Tally window, int together) {
        return reference instanceof OfNumbers numbers
                ? assess(numbers.profile(), window, together)
                : assess(((OfTexts) reference).profile(), window, together);
    }

    /** Assesses numbers. */
    public Assessment assess(NumericProfile reference, Tally window, int together) {
        if (window.rows() == 0) {
            return Assessment.NOTHING;
        }
        var chance = chance(together);
        var spread = spread(window.rows(), present(reference) + reference.getMissing());
        var ks = KolmogorovSmirnov.of(reference, window);
        var statistics = Assessment.list();
        statistics.add(psi(Cells.of(reference, window), spread, chance));
        statistics.add(new Statistic("ks", ks.distance(), ksThreshold(reference, window, chance)));
        statistics.add(Assessment.informs("ksBound", ks.bound()));
        var present = window.rows() - window.missing();
        if (present > 0) {
            statistics.add(Assessment.informs("mean", window.sum() / present));
        }
        Assessment.share(statistics, "missingRate", window.missing(), window.rows());
        return Assessment.of(window.rows() >= minimumRows, statistics);
    }

    /** Assesses texts. */
    public Assessment assess(StringProfile reference, Tally window, int together) {
        if (window.rows() == 0) {
            return Assessment.NOTHING;
        }
        var chance = chance(together);
        var spread = spread(window.rows(), Cells.rows(reference));
        var cells = Cells.of(reference, window);
        var statistics = Assessment.list();
        statistics.add(psi(cells, spread, chance));
        statistics.add(chiSquared(cells, spread, chance));
        Assessment.share(statistics, "missingRate", window.missing(), window.rows());
        return Assessment.of(window.rows() >= minimumRows, statistics).with(ValueShares.of(reference, window));
    }

    private double chance(int together) {
        return falseAlarmRate / (STATISTICS * together);
    }

    private Statistic psi(Cells cells, double spread, double chance) {
        var psi = PopulationStability.of(cells);
        return new Statistic("psi", psi.value(), Math.max(leastPsi, spread * quantile(psi.cells(), chance)));
    }

    private Statistic chiSquared(Cells cells, double spread, double chance) {
        var homogeneity = Homogeneity.of(cells);
        var threshold = Math.max(leastPsi / spread, quantile(homogeneity.cells(), chance));
        return new Statistic("chiSquared", homogeneity.value(), threshold);
    }

    private static double quantile(int cells, double chance) {
        return cells < 2 ? 0 : ChiSquared.upperQuantile(chance, cells - 1);
    }

    private double ksThreshold(NumericProfile reference, Tally window, double chance) {
        var spread = spread(window.rows() - window.missing(), present(reference));
        return Math.max(leastKs, Math.min(1, Math.sqrt(-Math.log(chance / 2) / 2 * spread)));
    }

    private static double spread(long n, long m) {
        return 1.0 / Math.max(1, n) + 1.0 / Math.max(1, m);
    }

    private static long present(NumericProfile reference) {
        return reference.getCounts().stream().mapToLong(Long::longValue).sum();
    }
}
