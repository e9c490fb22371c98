package io.sluicegate.bench.peers;

import io.sluicegate.bench.scoring.Latency;
import io.sluicegate.bench.scoring.ModelKind;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import java.util.List;
import java.util.Map;

/** Rounds with made-up figures. */
final class TestPeers {
    static final PeersSettings SETTINGS = new PeersSettings(
            1,
            List.of(ModelKind.SMALL, ModelKind.FFNN),
            List.of(Contender.values()),
            List.of(Guarantee.AT_LEAST_ONCE, Guarantee.EXACTLY_ONCE),
            List.of(1),
            100,
            0,
            1,
            100);

    private TestPeers() {}

    static Entry entry(ModelKind model, Contender contender) {
        return new Entry(model, contender, Guarantee.EXACTLY_ONCE, 1);
    }

    /** A round in which the contenders are so fast, and the others do 10 records a second. */
    static PeersRounds round(Map<Contender, Double> speeds, Map<Contender, Double> p99s) {
        var rounds = new PeersRounds();
        rounds.add(Entry.ofRound(SETTINGS, 0).stream()
                .map(entry -> measured(
                        entry, speeds.getOrDefault(entry.contender(), 10.0), p99s.getOrDefault(entry.contender(), 3.5)))
                .toList());
        return rounds;
    }

    static Measured measured(Entry entry, double recordsPerSecond, double p99) {
        return new Measured(
                entry,
                recordsPerSecond,
                4,
                2048,
                12.5,
                400,
                new Latency(Math.min(20_000, recordsPerSecond / 2), 1.5, 2.5, p99),
                new Latency(Math.min(1_000, recordsPerSecond / 2), 1, 2, p99));
    }
}
