package io.sluicegate.bench.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All rounds. */
final class Rounds {
    private final List<Map<Case, Measurement>> rounds = new ArrayList<>();

    void add(List<Measurement> round) {
        rounds.add(round.stream().collect(Collectors.toMap(Measurement::subject, it -> it)));
    }

    private static Measurement in(Map<Case, Measurement> round, Case subject) {
        return Objects.requireNonNull(round.get(subject), "a round measures every case");
    }

    /** The spread of a figure over the rounds. */
    Spread of(Case subject, ToDoubleFunction<Measurement> figure) {
        return Spread.of(rounds.stream()
                .map(round -> figure.applyAsDouble(in(round, subject)))
                .toList());
    }

    /** The spread of the throughput's ratio to another subject's in the same round, on as many threads and by the same guarantee. */
    Spread ratio(Case subject, Subject other) {
        return Spread.of(rounds.stream()
                .map(round -> in(round, subject).recordsPerSecond()
                        / in(round, subject.with(other)).recordsPerSecond())
                .toList());
    }

    Row row(Case subject) {
        return new Row(
                subject,
                of(subject, Measurement::recordsPerSecond),
                ratio(subject, Subject.NAIVE),
                ratio(subject, Subject.PASS_THROUGH),
                ratio(subject, Subject.PLAIN_CLIENTS),
                of(subject, Measurement::meanBatch),
                of(subject, it -> it.latency().rate()),
                of(subject, it -> it.latency().p50Ms()),
                of(subject, it -> it.latency().p95Ms()),
                of(subject, it -> it.latency().p99Ms()),
                of(subject, Measurement::bytesPerRecord),
                of(subject, Measurement::cpuMicrosPerRecord),
                of(subject, Measurement::rssMiB));
    }

    /** Latency at a low rate, where it was measured. */
    List<LowRate> lowRates(List<Case> cases) {
        return cases.stream()
                .filter(subject -> in(rounds.get(0), subject).low().isPresent())
                .map(subject -> new LowRate(
                        subject,
                        of(subject, it -> it.low().orElseThrow().rate()),
                        of(subject, it -> it.low().orElseThrow().p50Ms()),
                        of(subject, it -> it.low().orElseThrow().p95Ms()),
                        of(subject, it -> it.low().orElseThrow().p99Ms())))
                .toList();
    }
}
