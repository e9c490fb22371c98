package io.sluicegate.bench.peers;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.bench.scoring.Cluster;
import io.sluicegate.bench.scoring.ModelKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** One run: all rounds on one cluster. */
final class PeersBench {
    /** The most bytes of a backlog on disk, and in the page cache. */
    private static final long MOST_BYTES = 4_000_000_000L;

    private static final int MOST_RECORDS = 20_000_000;
    private static final int FEWEST_RECORDS = 2_000;
    /** Records of the adapter are large, and its subjects slow. */
    private static final int JSON_SHARE = 20;

    private final PeersSettings settings;
    private final Consumer<String> progress;
    private final Map<Entry, Double> speeds = new HashMap<>();
    private final Map<ModelKind, PeerModel> models = new EnumMap<>(ModelKind.class);

    PeersBench(PeersSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param folder for the data and the logs
     */
    PeersReport run(Path folder, PeerBuild build) throws Exception {
        var begun = Instant.now();
        var load = Machine.here().load();
        for (var kind : settings.models()) {
            models.put(kind, PeerModel.publish(folder.resolve(kind.toString()).resolve("models"), kind));
        }
        try (var cluster = Cluster.start(folder)) {
            var measuring = new PeersMeasuring(settings, folder, cluster, new PeerProcess(build));
            var rounds = new PeersRounds();
            for (int round = 1; round <= settings.rounds(); round++) {
                rounds.add(round(measuring, round));
            }
            return new PeersReport(
                    Machine.here(), begun, List.of(load, Machine.here().load()), settings, rounds);
        }
    }

    private List<Measured> round(PeersMeasuring measuring, int round) throws Exception {
        var measured = new ArrayList<Measured>();
        for (var entry : Entry.ofRound(settings, round)) {
            var model = Objects.requireNonNull(models.get(entry.model()));
            var row = measuring.measure(entry, model, round, records(measuring, entry, model));
            speeds.put(entry, row.recordsPerSecond());
            measured.add(row);
            tell(row, round);
        }
        return measured;
    }

    private int records(PeersMeasuring measuring, Entry entry, PeerModel model) throws Exception {
        int trial = entry.contender().readsJson() ? settings.trial() / JSON_SHARE : settings.trial();
        if (settings.seconds() == 0) {
            return trial;
        }
        var speed = speeds.get(entry);
        return sized(entry, speed == null ? measuring.trial(entry, model, trial) : speed);
    }

    private int sized(Entry entry, double speed) {
        long most = Math.min(MOST_RECORDS, MOST_BYTES / bytes(entry));
        return (int) Math.min((double) most, Math.max(FEWEST_RECORDS, speed * settings.seconds()));
    }

    /** About what a record takes. */
    private static int bytes(Entry entry) {
        if (entry.contender().readsJson()) {
            return 8_600;
        }
        return entry.model() == ModelKind.FFNN ? 3_300 : 320;
    }

    private void tell(Measured row, int round) {
        progress.accept(String.format(
                Locale.ROOT,
                "round %d %-46s %8.0f records/s, %4.1f rows a call, %5.1f µs, p99 %6.1f ms at %5.0f/s, %6.1f ms at %4.0f/s",
                round,
                row.entry(),
                row.recordsPerSecond(),
                row.meanBatch(),
                row.cpuMicrosPerRecord(),
                row.half().p99Ms(),
                row.half().rate(),
                row.low().p99Ms(),
                row.low().rate()));
    }
}
