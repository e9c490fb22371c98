package io.sluicegate.bench.cost;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.runtime.http.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The measurements of a run.
 *
 * @param latencies how long events took at a steady rate, by latency setting
 */
record CostReport(int events, Machine machine, List<PointCost> points, List<SettingLatency> latencies) {
    String markdown() {
        return String.format(
                Locale.ROOT,
                """
                # Cost

                The fraud example over a backlog of %d events, exactly-once, each stage alone in a JVM of its own. The base has %d features of
                %d entities, %d partitions, %d stream thread and batches of at most %d rows; every other point differs in one thing. An event of the detector
                is a features record and a prediction. For a stage the first half of each backlog doesn't count, and processor time is without that of the
                JVM's compilers. %s.

                | point | stage | events a second | CPU an event, µs | of which the model | bytes allocated | bytes of output | bytes of changelogs and repartition topics | MiB resident |
                |---|---|---|---|---|---|---|---|---|
                %s

                | point | bytes of an event in the log | CPU of the broker an event, µs |
                |---|---|---|
                %s

                The whole loop at the base, from the time at which an event was due until a reader of committed records had its prediction, in ms:

                | latency setting | events a second | p50 | p99 |
                |---|---|---|---|
                %s
                """,
                events,
                CostPoint.BASE.features(),
                CostPoint.BASE.entities(),
                CostPoint.BASE.partitions(),
                CostPoint.BASE.threads(),
                CostPoint.BASE.batch(),
                machine,
                points.stream().map(PointCost::rows).collect(Collectors.joining("\n")),
                points.stream().map(CostReport::row).collect(Collectors.joining("\n")),
                latencies.stream().map(SettingLatency::row).collect(Collectors.joining("\n")));
    }

    private static String row(PointCost point) {
        return String.format(
                Locale.ROOT, "| %s | %.0f | %.1f |", point.point().name(), point.eventBytes(), point.brokerMicros());
    }

    Map<String, Object> json() {
        return Json.object(
                "machine",
                machine.json(),
                "events",
                events,
                "points",
                points.stream().map(PointCost::json).toList(),
                "latencies",
                latencies.stream().map(SettingLatency::json).toList());
    }
}
