package io.sluicegate.bench.peers;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.bench.local.Results;
import io.sluicegate.bench.scoring.ModelKind;
import io.sluicegate.bench.scoring.Spread;
import io.sluicegate.runtime.http.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The report of a comparison, for people and for programs.
 *
 * @param begun when it began
 * @param loads load averages at begin and end
 */
record PeersReport(Machine machine, Instant begun, List<Double> loads, PeersSettings settings, PeersRounds rounds) {
    private static final String HEAD = """
            # The field, side by side

            - %s
            - %s; load average %.2f at the beginning, %.2f at the end
            - 8 partitions; commits every %d ms under exactly-once and every 5 s under at-least-once, the same producer settings for all;
              heap of 512 MiB for Kafka Streams, 1 GiB for the other engines
            - Every answer was checked: each record is answered, under exactly-once once, with the model's score within 1e-5.
            - Medians of %d round(s), with the least and the greatest in brackets.

            | subject | settings |
            |---|---|
            """;
    private static final String TABLE = """

            ## %s: %s

            Latency is from the scheduled time of sending until a reader of committed records sees the prediction, in ms: p50 / p95 / p99.

            | subject | threads | guarantee | records/s | rows a call | CPU µs a record | bytes a record | at half load | of records/s | at %s |
            |---|---|---|---|---|---|---|---|---|---|
            """;
    private static final String GOALS = """

            ## Goals

            | what | goal | measured | |
            |---|---|---|---|
            """;
    private static final String LOW = "1,000 records/s, or half load where that is less";

    void write(Results results) throws IOException {
        results.write("peers", markdown(), json());
    }

    private List<Entry> entries() {
        return Entry.ofRound(settings, 0);
    }

    private List<Goal> goals() {
        return new Goals(rounds).of(entries());
    }

    String markdown() {
        return head()
                + settings.contenders().stream()
                        .map(it -> "| " + it.label() + " | " + it.settings() + " |\n")
                        .collect(Collectors.joining())
                + settings.models().stream().map(this::table).collect(Collectors.joining())
                + GOALS
                + goals().stream().map(Goal::line).collect(Collectors.joining());
    }

    private String head() {
        return HEAD.formatted(
                machine,
                begun.truncatedTo(ChronoUnit.SECONDS),
                loads.get(0),
                loads.get(1),
                settings.commitMs(),
                settings.rounds());
    }

    private String table(ModelKind model) {
        return TABLE.formatted(model, model.description(), LOW)
                + entries().stream()
                        .filter(entry -> entry.model() == model)
                        .map(this::row)
                        .collect(Collectors.joining());
    }

    private String row(Entry entry) {
        return "| "
                + String.join(
                        " | ",
                        entry.contender().label(),
                        Integer.toString(entry.threads()),
                        entry.guaranteeLabel(),
                        shown(entry, Measured::recordsPerSecond, 0),
                        shown(entry, Measured::meanBatch, 1),
                        shown(entry, Measured::cpuMicrosPerRecord, 1),
                        shown(entry, Measured::bytesPerRecord, 0),
                        latency(entry, it -> it.half().p50Ms(), it -> it.half().p95Ms(), it -> it.half()
                                .p99Ms()),
                        String.format(Locale.ROOT, "%.0f", median(entry, it -> it.half()
                                .rate())),
                        latency(entry, it -> it.low().p50Ms(), it -> it.low().p95Ms(), it -> it.low()
                                .p99Ms()))
                + " |\n";
    }

    private String latency(
            Entry entry,
            ToDoubleFunction<Measured> p50,
            ToDoubleFunction<Measured> p95,
            ToDoubleFunction<Measured> p99) {
        return String.format(
                Locale.ROOT, "%.1f / %.1f / %s", median(entry, p50), median(entry, p95), shown(entry, p99, 1));
    }

    private double median(Entry entry, ToDoubleFunction<Measured> figure) {
        return rounds.of(entry, figure).median();
    }

    private String shown(Entry entry, ToDoubleFunction<Measured> figure, int digits) {
        var spread = rounds.of(entry, figure);
        var number = "%." + digits + "f";
        return settings.rounds() == 1
                ? String.format(Locale.ROOT, number, spread.median())
                : String.format(
                        Locale.ROOT,
                        number + " (" + number + "–" + number + ")",
                        spread.median(),
                        spread.min(),
                        spread.max());
    }

    Map<String, Object> json() {
        return Json.object(
                "machine", machine.json(),
                "begun", begun.truncatedTo(ChronoUnit.SECONDS),
                "loadAverages", loads,
                "rounds", settings.rounds(),
                "rows", entries().stream().map(this::figures).toList(),
                "goals", goals().stream().map(Goal::json).toList());
    }

    private Map<String, Object> figures(Entry entry) {
        return Json.object(
                "model", entry.model().toString(),
                "name", entry.contender().label(),
                "threads", entry.threads(),
                "guarantee", entry.guaranteeLabel(),
                "recordsPerSecond", range(entry, Measured::recordsPerSecond),
                "meanBatch", range(entry, Measured::meanBatch),
                "cpuMicrosPerRecord", range(entry, Measured::cpuMicrosPerRecord),
                "bytesPerRecord", range(entry, Measured::bytesPerRecord),
                "rssMiB", range(entry, Measured::rssMiB),
                "halfRate", range(entry, it -> it.half().rate()),
                "halfP50Ms", range(entry, it -> it.half().p50Ms()),
                "halfP95Ms", range(entry, it -> it.half().p95Ms()),
                "halfP99Ms", range(entry, it -> it.half().p99Ms()),
                "lowRate", range(entry, it -> it.low().rate()),
                "lowP50Ms", range(entry, it -> it.low().p50Ms()),
                "lowP95Ms", range(entry, it -> it.low().p95Ms()),
                "lowP99Ms", range(entry, it -> it.low().p99Ms()));
    }

    private Map<String, Object> range(Entry entry, ToDoubleFunction<Measured> figure) {
        return range(rounds.of(entry, figure));
    }

    private static Map<String, Object> range(Spread spread) {
        return Json.object("min", spread.min(), "median", spread.median(), "max", spread.max());
    }
}
