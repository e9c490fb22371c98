package io.sluicegate.bench.soak;

import io.sluicegate.runtime.http.Json;
import java.util.List;
import java.util.Map;

/**
 * The trend of one figure of one JVM after the warm-up, which is the first third of the time, in which caches fill and code is compiled.
 *
 * @param level its median
 * @param growth what its slope comes to from the end of the warm-up to the end
 * @param allowed the most that counts as flat
 */
record Trend(String stage, Figure figure, double level, double growth, double allowed) {
    private static final int WARM_UP = 3;
    private static final int LEAST = 3;

    /** Of the samples in which the figure was taken. With fewer than three after the warm-up there is no trend to see. */
    static Trend of(String stage, Figure figure, List<Sample> samples) {
        double end = samples.stream().mapToDouble(Sample::seconds).max().orElse(0);
        double begin = end / WARM_UP;
        var rest = samples.stream()
                .filter(sample -> sample.stage().equals(stage))
                .filter(sample -> sample.seconds() >= begin)
                .filter(sample -> sample.figures().containsKey(figure))
                .toList();
        if (rest.size() < LEAST) {
            throw new IllegalArgumentException(
                    "only " + rest.size() + " samples of " + figure + " of " + stage + ": run longer");
        }
        var x = rest.stream().mapToDouble(Sample::seconds).toArray();
        var y = rest.stream()
                .mapToDouble(sample -> sample.figures().get(figure))
                .toArray();
        double level = TheilSen.median(y);
        return new Trend(stage, figure, level, TheilSen.slope(x, y) * (end - begin), figure.allowed(level));
    }

    boolean isFlat() {
        return growth <= allowed;
    }

    Map<String, Object> json() {
        return Json.object(
                "stage", stage,
                "figure", figure.name(),
                "median", level,
                "growth", growth,
                "allowed", allowed,
                "flat", isFlat());
    }
}
