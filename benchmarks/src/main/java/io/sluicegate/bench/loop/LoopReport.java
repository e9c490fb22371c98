package io.sluicegate.bench.loop;

import static java.util.stream.Collectors.joining;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.runtime.http.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The measurements of a run.
 *
 * @param stages each by itself
 * @param whole all at once: predictions; empty without a backlog
 * @param latencies of each rate
 */
public record LoopReport(
        LoopSettings settings,
        Machine machine,
        List<StageRow> stages,
        Optional<Progress.Pace> whole,
        List<LatencyRow> latencies,
        List<TopicRow> topics) {

    /** The stage that can follow the fewest events a second. */
    String limiting() {
        return stages.stream()
                .min(Comparator.comparingDouble(StageRow::eventsPerSecond))
                .map(StageRow::stage)
                .orElse("");
    }

    String markdown() {
        return String.format(
                Locale.ROOT,
                """
                # Loop

                The fraud example; each stage in a JVM of its own with one stream thread, %d partitions, latency setting `%s`. %s.

                %s
                From the time at which an event was due, in ms, measured for %d s at each rate, after a warm-up of %s s:

                | events a second | until | p50 | p95 | p99 | max |
                |---|---|---|---|---|---|
                %s

                | events a second | stage | commits a second | ms a commit | compiler, cores | CPU an event, µs |
                |---|---|---|---|---|---|
                %s

                | topic | bytes a record as written | bytes a record in batches |
                |---|---|---|
                %s
                """,
                settings.partitions(),
                settings.latency(),
                machine,
                whole.map(this::capacity).orElse(""),
                settings.time().toSeconds(),
                latencies.stream()
                        .map(row -> Long.toString(row.warmUp().toSeconds()))
                        .collect(joining(" and ")),
                latencies.stream().map(LatencyRow::line).collect(joining("\n")),
                latencies.stream()
                        .flatMap(row -> row.stages().stream().map(stage -> stage.line(row.rate())))
                        .collect(joining("\n")),
                topics.stream().map(LoopReport::row).collect(joining("\n")));
    }

    private String capacity(Progress.Pace all) {
        return String.format(
                Locale.ROOT,
                """
                With %d events in wait, the second half of them; processor time without that of the JVM's compilers:

                | | records a second | events a second | CPU a record, µs |
                |---|---|---|---|
                %s
                | all at once, predictions | | %.0f | |

                `%s` can follow the fewest events by itself.
                """,
                settings.backlog(),
                stages.stream().map(LoopReport::row).collect(joining("\n")),
                all.perSecond(),
                limiting());
    }

    private static String row(StageRow row) {
        return String.format(
                Locale.ROOT,
                "| %s alone, %s | %.0f | %.0f | %.0f |",
                row.stage(),
                row.rows(),
                row.pace().perSecond(),
                row.eventsPerSecond(),
                row.pace().cpuMicros());
    }

    private static String row(TopicRow row) {
        return String.format(Locale.ROOT, "| %s | %.0f | %.0f |", row.topic(), row.written(), row.batched());
    }

    Map<String, Object> json() {
        return Json.object(
                "machine", machine.json(),
                "backlog", settings.backlog(),
                "partitions", settings.partitions(),
                "latency", settings.latency(),
                "stages", stages.stream().map(StageRow::json).toList(),
                "limitingStage", limiting(),
                "wholeRecordsPerSecond", whole.map(Progress.Pace::perSecond).orElse(0.0),
                "latencies", latencies.stream().map(LatencyRow::json).toList(),
                "topics", topics.stream().map(TopicRow::json).toList());
    }
}
