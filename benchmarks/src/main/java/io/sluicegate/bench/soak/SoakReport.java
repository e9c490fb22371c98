package io.sluicegate.bench.soak;

import static java.util.stream.Collectors.joining;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.runtime.http.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result of a soak.
 *
 * @param deploys deploys, each rolled back
 * @param failed loads that failed, as they should
 * @param events events in that time
 */
record SoakReport(SoakSettings settings, Machine machine, int deploys, int failed, long events, List<Sample> samples) {
    private static final int WIDTH = 60;

    /** Of each figure of each stage that shows it: not every stage has stores, or sessions. */
    List<Trend> trends() {
        return stages().stream()
                .flatMap(stage -> Arrays.stream(Figure.values())
                        .filter(figure -> shows(stage, figure))
                        .map(figure -> Trend.of(stage, figure, samples)))
                .toList();
    }

    private boolean shows(String stage, Figure figure) {
        return samples.stream().anyMatch(sample -> sample.stage().equals(stage) && sample.shows(figure));
    }

    /** What no stage ever showed, because its metric has another name, say: nothing is known of it. */
    List<Figure> notMeasured() {
        return Arrays.stream(Figure.values())
                .filter(figure -> samples.stream().noneMatch(sample -> sample.shows(figure)))
                .toList();
    }

    boolean isFlat() {
        return notMeasured().isEmpty() && trends().stream().allMatch(Trend::isFlat);
    }

    List<String> stages() {
        return samples.stream().map(Sample::stage).distinct().toList();
    }

    String markdown() {
        return String.format(
                Locale.ROOT,
                """
                # Soak

                %d deploys, each rolled back, and %d loads that failed as they should, in %d s; %d events meanwhile.
                %s.

                Growth is the slope (Theil-Sen) after the first third of the time, from there to the end.

                | stage | figure | median | growth | allowed | flat |
                |---|---|---|---|---|---|
                %s

                RSS without RocksDB's cache from begin to end, lowest to highest:

                ```
                %s
                ```

                %sFlat: %s.
                """,
                deploys,
                failed,
                settings.time().toSeconds(),
                events,
                machine,
                trends().stream().map(SoakReport::row).collect(joining("\n")),
                stages().stream().map(this::curve).collect(joining("\n")),
                gap(),
                isFlat() ? "yes" : "no");
    }

    private String gap() {
        return notMeasured().isEmpty()
                ? ""
                : "**Not measured: " + notMeasured().stream().map(Figure::title).collect(joining("; ")) + ".**\n\n";
    }

    private static String row(Trend trend) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %+.1f | %.1f | %s |",
                trend.stage(),
                trend.figure().title(),
                trend.level(),
                trend.growth(),
                trend.allowed(),
                trend.isFlat() ? "yes" : "**no**");
    }

    private String curve(String stage) {
        var rss = samples.stream()
                .filter(sample -> sample.stage().equals(stage))
                .mapToDouble(sample -> sample.figures().getOrDefault(Figure.RSS, 0.0))
                .toArray();
        var range = Arrays.stream(rss).summaryStatistics();
        return String.format(
                Locale.ROOT,
                "%-19s %s  %.0f..%.0f MiB",
                stage,
                Sparkline.of(rss, WIDTH),
                range.getMin(),
                range.getMax());
    }

    String csv() {
        var figures = Arrays.asList(Figure.values());
        var head = "seconds,deploys,stage,"
                + figures.stream()
                        .map(figure -> figure.name().toLowerCase(Locale.ROOT))
                        .collect(joining(","));
        return samples.stream().map(sample -> line(sample, figures)).collect(joining("\n", head + "\n", "\n"));
    }

    private static String line(Sample sample, List<Figure> figures) {
        return String.format(Locale.ROOT, "%.1f,%d,%s,", sample.seconds(), sample.deploys(), sample.stage())
                + figures.stream()
                        .map(figure -> sample.figures().containsKey(figure)
                                ? String.format(
                                        Locale.ROOT, "%.2f", sample.figures().get(figure))
                                : "")
                        .collect(joining(","));
    }

    Map<String, Object> json() {
        return Json.object(
                "machine", machine.json(),
                "seconds", settings.time().toSeconds(),
                "deploys", deploys,
                "failedLoads", failed,
                "events", events,
                "flat", isFlat(),
                "notMeasured", notMeasured().stream().map(Figure::name).toList(),
                "trends", trends().stream().map(Trend::json).toList());
    }
}
