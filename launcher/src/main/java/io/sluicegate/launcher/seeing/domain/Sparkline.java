package io.sluicegate.launcher.seeing.domain;

import java.util.List;
import java.util.stream.Collectors;

/** A row of small bars, one for each value; a dot stands for a value that isn't there. */
public final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final String NONE = "·";

    private Sparkline() {}

    /** @param highest the value of the highest bar; greater values get the highest bar, too */
    public static String of(List<Double> values, double highest) {
        return values.stream().map(value -> bar(value, highest)).collect(Collectors.joining());
    }

    private static String bar(double value, double highest) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        var share = highest > 0 ? Math.min(1, Math.max(0, value / highest)) : 0;
        return String.valueOf(BARS.charAt((int) Math.round(share * (BARS.length() - 1))));
    }
}
