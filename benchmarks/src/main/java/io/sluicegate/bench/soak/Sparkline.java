package io.sluicegate.bench.soak;

import java.util.Arrays;

/** A curve in one line of text. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** Of at most so many characters; each is the mean of its share of the values. The lowest bar is the lowest of them. */
    static String of(double[] values, int width) {
        var means = means(values, Math.min(width, values.length));
        double low = Arrays.stream(means).min().orElse(0);
        double high = Arrays.stream(means).max().orElse(0);
        var line = new StringBuilder();
        for (var mean : means) {
            double share = high > low ? (mean - low) / (high - low) : 0;
            line.append(BARS.charAt((int) Math.round(share * (BARS.length() - 1))));
        }
        return line.toString();
    }

    private static double[] means(double[] values, int width) {
        var means = new double[width];
        for (int i = 0; i < width; i++) {
            int from = i * values.length / width;
            int to = (i + 1) * values.length / width;
            means[i] = Arrays.stream(values, from, to).average().orElse(0);
        }
        return means;
    }
}
