package io.sluicegate.bench.scoring;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.bench.local.Results;
import io.sluicegate.runtime.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The report of a run, for people and for programs.
 *
 * @param begun when it began
 * @param loads load averages at begin and end
 */
record Report(
        Machine machine, Instant begun, List<Double> loads, Settings settings, List<Row> rows, List<LowRate> lowRates) {
    private static final String HEAD = """
            # Scoring, measured

            - %s, %d cores, %d MiB of memory; %s; %s; Kafka %s
            - %s; load average %.2f at the begin, %.2f at the end
            - Model: %s; at most %d rows in a call; 8 partitions; heap of 512 MiB
            - Medians of %d round(s), with the least and the greatest in brackets. Ratios are taken within a round, on as many threads
              and by the same guarantee.

            ## Throughput over a backlog

            | subject | threads | guarantee | records/s | × naive | × pass-through | × plain clients | rows a call | bytes a record | CPU µs a record | RSS MiB |
            |---|---|---|---|---|---|---|---|---|---|---|
            """;
    private static final String LATENCY = """

            From the scheduled time of sending to the time that a reader of committed records sees the prediction. Bytes are those that
            all threads of the subject allocate.

            ## Latency at half of that throughput, at most 20000 a second

            | subject | threads | guarantee | records/s | p50 ms | p95 ms | p99 ms |
            |---|---|---|---|---|---|---|
            """;
    private static final String LOW = """

            ## Latency at a low rate

            | subject | threads | guarantee | records/s | p50 ms | p95 ms | p99 ms |
            |---|---|---|---|---|---|---|
            """;

    void write() throws IOException {
        new Results(settings.out()).write("scoring", markdown(), toMap());
    }

    Path json() {
        return settings.out().resolve("scoring.json");
    }

    Map<String, Object> toMap() {
        return Json.object(
                "rows", rows.stream().map(Report::figures).toList(),
                "lowRate", lowRates.stream().map(Report::figures).toList(),
                "spread", rows.stream().map(Report::spreads).toList(),
                "machine", machine.json(),
                "begun", begun.truncatedTo(ChronoUnit.SECONDS),
                "loadAverages", loads,
                "rounds", settings.rounds(),
                "model", settings.model().toString(),
                "cap", settings.cap());
    }

    private static Map<String, Object> figures(Row row) {
        var figures = named(row.subject());
        figures.putAll(Json.object(
                "recordsPerSecond", rounded(row.recordsPerSecond().median()),
                "ratioToNaive", rounded(row.ratioToNaive().median()),
                "ratioToPassThrough", rounded(row.ratioToPassThrough().median()),
                "ratioToPlainClients", rounded(row.ratioToPlainClients().median()),
                "meanBatch", rounded(row.meanBatch().median()),
                "p50Ms", rounded(row.p50Ms().median()),
                "p95Ms", rounded(row.p95Ms().median()),
                "p99Ms", rounded(row.p99Ms().median()),
                "bytesPerRecord", rounded(row.bytesPerRecord().median()),
                "rssMiB", rounded(row.rssMiB().median())));
        return figures;
    }

    private static Map<String, Object> figures(LowRate low) {
        var figures = named(low.subject());
        figures.putAll(Json.object(
                "recordsPerSecond", rounded(low.rate().median()),
                "p50Ms", rounded(low.p50Ms().median()),
                "p95Ms", rounded(low.p95Ms().median()),
                "p99Ms", rounded(low.p99Ms().median())));
        return figures;
    }

    private static Map<String, Object> spreads(Row row) {
        var spreads = named(row.subject());
        spreads.putAll(Json.object(
                "recordsPerSecond", range(row.recordsPerSecond()),
                "ratioToNaive", range(row.ratioToNaive()),
                "ratioToPassThrough", range(row.ratioToPassThrough()),
                "ratioToPlainClients", range(row.ratioToPlainClients()),
                "meanBatch", range(row.meanBatch()),
                "latencyRate", range(row.latencyRate()),
                "p50Ms", range(row.p50Ms()),
                "p95Ms", range(row.p95Ms()),
                "p99Ms", range(row.p99Ms()),
                "bytesPerRecord", range(row.bytesPerRecord()),
                "cpuMicrosPerRecord", range(row.cpuMicrosPerRecord()),
                "rssMiB", range(row.rssMiB())));
        return spreads;
    }

    private static Map<String, Object> named(Case subject) {
        return Json.object(
                "name", subject.subject().label(), "threads", subject.threads(), "guarantee", subject.guaranteeLabel());
    }

    private static Map<String, Object> range(Spread spread) {
        return Json.object(
                "min", rounded(spread.min()), "median", rounded(spread.median()), "max", rounded(spread.max()));
    }

    private static double rounded(double figure) {
        return Math.round(figure * 1000) / 1000.0;
    }

    String markdown() {
        return head()
                + rows.stream().map(Report::throughput).collect(Collectors.joining())
                + LATENCY
                + rows.stream().map(Report::latency).collect(Collectors.joining())
                + (lowRates.isEmpty() ? "" : LOW)
                + lowRates.stream().map(Report::latency).collect(Collectors.joining());
    }

    private String head() {
        return HEAD.formatted(
                machine.processor(),
                machine.cores(),
                machine.memoryMiB(),
                machine.java(),
                machine.system(),
                machine.kafka(),
                begun.truncatedTo(ChronoUnit.SECONDS),
                loads.get(0),
                loads.get(1),
                settings.model().description(),
                settings.cap(),
                settings.rounds());
    }

    private static String throughput(Row row) {
        return line(
                row.subject(),
                shown(row.recordsPerSecond(), 0),
                shown(row.ratioToNaive(), 2),
                shown(row.ratioToPassThrough(), 2),
                shown(row.ratioToPlainClients(), 2),
                shown(row.meanBatch(), 1),
                shown(row.bytesPerRecord(), 0),
                shown(row.cpuMicrosPerRecord(), 1),
                shown(row.rssMiB(), 0));
    }

    private static String latency(Row row) {
        return line(
                row.subject(),
                shown(row.latencyRate(), 0),
                shown(row.p50Ms(), 1),
                shown(row.p95Ms(), 1),
                shown(row.p99Ms(), 1));
    }

    private static String latency(LowRate low) {
        return line(
                low.subject(),
                shown(low.rate(), 0),
                shown(low.p50Ms(), 1),
                shown(low.p95Ms(), 1),
                shown(low.p99Ms(), 1));
    }

    private static String line(Case subject, String... cells) {
        return "| " + subject.subject().label() + " | " + subject.threads() + " | " + subject.guaranteeLabel() + " | "
                + String.join(" | ", cells) + " |\n";
    }

    private static String shown(Spread spread, int digits) {
        var number = "%." + digits + "f";
        return String.format(
                Locale.ROOT, number + " (" + number + "–" + number + ")", spread.median(), spread.min(), spread.max());
    }
}
