package io.sluicegate.bench.local;

import java.util.List;
import java.util.stream.DoubleStream;

/** What a service's {@code /metrics} showed, in Prometheus's text format. */
public final class Scrape {
    private final List<String> lines;

    private Scrape(List<String> lines) {
        this.lines = lines;
    }

    public static Scrape of(String text) {
        return new Scrape(text.lines().filter(line -> !line.startsWith("#")).toList());
    }

    /** The sum of all series of a metric whose labels contain the text; 0 where there is none or it isn't a number. */
    public double sum(String metric, String labels) {
        return values(metric, labels).sum();
    }

    /** The highest of all series of a metric whose labels contain the text; 0 where there is none. */
    public double max(String metric, String labels) {
        return values(metric, labels).max().orElse(0);
    }

    private DoubleStream values(String metric, String labels) {
        return lines.stream()
                .filter(line -> isOf(line, metric) && line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .filter(value -> !Double.isNaN(value));
    }

    private static boolean isOf(String line, String metric) {
        return line.startsWith(metric)
                && line.length() > metric.length()
                && (line.charAt(metric.length()) == '{' || line.charAt(metric.length()) == ' ');
    }
}
