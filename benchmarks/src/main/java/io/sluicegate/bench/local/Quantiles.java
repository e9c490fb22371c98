package io.sluicegate.bench.local;

import io.sluicegate.runtime.http.Json;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * The distribution of figures. A quantile is the smallest figure that its share of the figures doesn't exceed (nearest rank).
 *
 * @param count how many there are
 */
public record Quantiles(long count, double p50, double p95, double p99, double max) {
    private static final double MEDIAN = 0.5;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    /** Of at least one figure. */
    public static Quantiles of(double... figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("quantiles need at least one figure");
        }
        var sorted = figures.clone();
        Arrays.sort(sorted);
        return new Quantiles(
                sorted.length, at(sorted, MEDIAN), at(sorted, P95), at(sorted, P99), sorted[sorted.length - 1]);
    }

    private static double at(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    public Map<String, Object> json() {
        return Json.object("count", count, "p50", p50, "p95", p95, "p99", p99, "max", max);
    }

    /** Its cells of a table: p50, p95, p99, max. */
    public String cells() {
        return String.format(Locale.ROOT, "%.0f | %.0f | %.0f | %.0f", p50, p95, p99, max);
    }
}
