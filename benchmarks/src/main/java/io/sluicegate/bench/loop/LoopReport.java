package io.sluicegate.bench.loop;

import static java.util.stream.Collectors.joining;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.bench.local.Quantiles;
import io.sluicegate.runtime.http.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The measurements of a run.
 *
 * @param stages each by itself
 * @param whole all at once: predictions
 * @param toFeatures from the time an event was due until its features were written, in ms
 * @param toPrediction the same to its prediction
 * @param visible the same until a reader that sees committed records only had the prediction
 */
record LoopReport(
        LoopSettings settings,
        Machine machine,
        List<StageRow> stages,
        Progress.Pace whole,
        Quantiles toFeatures,
        Quantiles toPrediction,
        Quantiles visible,
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

                The fraud example, %d events in wait; each stage in a JVM of its own with one stream thread, latency setting `%s`.
                %s.

                | | records a second | events a second | CPU a record, µs |
                |---|---|---|---|
                %s
                | all at once, predictions | | %.0f | |

                `%s` can follow the fewest events by itself.

                At %d events a second, from the time an event was due, in ms:

                | until | p50 | p95 | p99 | max |
                |---|---|---|---|---|
                | its features were written | %s |
                | its prediction was written | %s |
                | a `read_committed` reader had the prediction | %s |

                | topic | bytes a record as written | bytes a record in batches |
                |---|---|---|
                %s
                """,
                settings.backlog(),
                settings.latency(),
                machine,
                stages.stream().map(LoopReport::row).collect(joining("\n")),
                whole.perSecond(),
                limiting(),
                settings.rate(),
                toFeatures.cells(),
                toPrediction.cells(),
                visible.cells(),
                topics.stream().map(LoopReport::row).collect(joining("\n")));
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
                "latency", settings.latency(),
                "stages", stages.stream().map(StageRow::json).toList(),
                "limitingStage", limiting(),
                "wholeRecordsPerSecond", whole.perSecond(),
                "rate", settings.rate(),
                "toFeaturesMs", toFeatures.json(),
                "toPredictionMs", toPrediction.json(),
                "visibleMs", visible.json(),
                "topics", topics.stream().map(TopicRow::json).toList());
    }
}
