package io.sluicegate.bench.scoring;

import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import java.util.List;
import java.util.Optional;

/** Rounds with made-up figures. */
final class TestRounds {
    static final List<Integer> THREADS = List.of(1);

    private TestRounds() {}

    static Case exactlyOnce(Subject subject) {
        return new Case(subject, Guarantee.EXACTLY_ONCE, 1);
    }

    /** A round in which the naive one is so fast, and so the others. */
    static List<Measurement> round(double passThrough, double naive, double sluicegate) {
        return Order.ofRound(THREADS, Order.GUARANTEES, 0).stream()
                .map(subject -> measurement(
                        subject,
                        switch (subject.subject()) {
                            case PLAIN_CLIENTS -> 2 * passThrough;
                            case PASS_THROUGH -> passThrough;
                            case NAIVE -> naive;
                            case SLUICEGATE -> sluicegate;
                        }))
                .toList();
    }

    private static Measurement measurement(Case subject, double recordsPerSecond) {
        var latency = new Latency(recordsPerSecond / 2, 1.5, 2.5, 3.5);
        var low = subject.exactlyOnce() ? Optional.of(new Latency(200, 1, 2, 3)) : Optional.<Latency>empty();
        return new Measurement(subject, recordsPerSecond, 1, 2048, 12.5, 400, latency, low);
    }
}
