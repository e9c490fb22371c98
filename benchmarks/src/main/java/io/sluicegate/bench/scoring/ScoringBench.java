package io.sluicegate.bench.scoring;

import io.sluicegate.bench.local.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** One run: all rounds on one cluster. */
final class ScoringBench {
    private static final int MOST_RECORDS = 20_000_000;
    private static final int FEWEST_RECORDS = 10_000;

    private final Settings settings;
    private final Consumer<String> progress;
    private final Map<Case, Double> speeds = new HashMap<>();

    ScoringBench(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param folder for the data and the logs
     */
    Report run(Path folder) throws Exception {
        var begun = Instant.now();
        var load = Machine.here().load();
        var version = BenchModel.publish(folder.resolve("models"), settings.model());
        try (var cluster = Cluster.start(folder)) {
            var measuring = new Measuring(settings, folder, cluster, version);
            if (settings.seconds() > 0) {
                round(measuring, 0);
            }
            var rounds = new Rounds();
            for (int round = 1; round <= settings.rounds(); round++) {
                rounds.add(round(measuring, round));
            }
            return report(begun, load, rounds);
        }
    }

    private Report report(Instant begun, double load, Rounds rounds) {
        var cases = Order.ofRound(settings.threads(), settings.guarantees(), 0);
        return new Report(
                Machine.here(),
                begun,
                List.of(load, Machine.here().load()),
                settings,
                cases.stream().map(rounds::row).toList(),
                rounds.lowRates(cases));
    }

    private List<Measurement> round(Measuring measuring, int round) throws Exception {
        var measured = new ArrayList<Measurement>();
        for (var subject : Order.ofRound(settings.threads(), settings.guarantees(), round)) {
            var measurement = measuring.measure(subject, round, records(subject));
            speeds.put(subject, measurement.recordsPerSecond());
            measured.add(measurement);
            tell(measurement, round);
        }
        return measured;
    }

    private int records(Case subject) {
        var speed = speeds.get(subject);
        return speed == null || settings.seconds() == 0
                ? settings.records()
                : (int) Math.min(MOST_RECORDS, Math.max(FEWEST_RECORDS, speed * settings.seconds()));
    }

    private void tell(Measurement measured, int round) {
        progress.accept(String.format(
                Locale.ROOT,
                "%s %-44s %8.0f records/s, %4.1f rows a call, p50 %.1f ms, p99 %.1f ms at %.0f/s",
                round == 0 ? "trial  " : "round " + round,
                measured.subject(),
                measured.recordsPerSecond(),
                measured.meanBatch(),
                measured.latency().p50Ms(),
                measured.latency().p99Ms(),
                measured.latency().rate()));
    }

    /** Removes the data of a run. */
    static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
