package io.sluicegate.bench.peers;

import io.sluicegate.bench.scoring.ModelKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Sluicegate's goals beside the adapter and beside the better of the two Flinks, where both were measured. */
final class Goals {
    private static final double OWN_BYTES = 5;
    private static final double OUR_FORMAT = 20;
    private static final double FLINK = 1.5;
    private static final List<Contender> FLINKS = List.of(Contender.FLINK, Contender.FLINK_BATCHED);

    private final PeersRounds rounds;

    Goals(PeersRounds rounds) {
        this.rounds = rounds;
    }

    List<Goal> of(List<Entry> entries) {
        var goals = new ArrayList<Goal>();
        for (var entry : entries) {
            if (entry.model() == ModelKind.FFNN && entry.contender() == Contender.AHEAD_JSON) {
                throughput(entry, entry.with(Contender.ADAPTER), OWN_BYTES).ifPresent(goals::add);
            }
            if (entry.contender() == Contender.SLUICEGATE) {
                throughput(entry, entry.with(Contender.ADAPTER), OUR_FORMAT).ifPresent(goals::add);
                bestFlink(entry)
                        .flatMap(flink -> throughput(entry, flink, FLINK))
                        .ifPresent(goals::add);
                if (entry.exactlyOnce()) {
                    latency(entry).forEach(goals::add);
                }
            }
        }
        return goals;
    }

    private Optional<Goal> throughput(Entry entry, Entry other, double least) {
        return rounds.has(other)
                ? Optional.of(new Goal(
                        entry + ": throughput, times that of "
                                + other.contender().label(),
                        least,
                        rounds.ratio(entry, other, Measured::recordsPerSecond).median()))
                : Optional.empty();
    }

    /** The Flink with the higher throughput. */
    private Optional<Entry> bestFlink(Entry entry) {
        return FLINKS.stream().map(entry::with).filter(rounds::has).max(Comparator.comparingDouble(flink -> rounds.of(
                        flink, Measured::recordsPerSecond)
                .median()));
    }

    /** At 1,000 a second, and at half load where both are asked at the same rate, for only then do latencies compare. */
    private Stream<Goal> latency(Entry entry) {
        return Stream.concat(
                lower(entry, "p99 at half load", it -> it.half().p99Ms(), it -> it.half()
                                .rate())
                        .stream(),
                lower(entry, "p99 at a low rate", it -> it.low().p99Ms(), it -> it.low()
                                .rate())
                        .stream());
    }

    private Optional<Goal> lower(
            Entry entry, String what, ToDoubleFunction<Measured> p99, ToDoubleFunction<Measured> rate) {
        return FLINKS.stream()
                .map(entry::with)
                .filter(rounds::has)
                .filter(flink -> rounds.of(flink, rate).median()
                        >= rounds.of(entry, rate).median())
                .min(Comparator.comparingDouble(flink -> rounds.of(flink, p99).median()))
                .map(flink -> new Goal(
                        entry + ": " + what + ", that of " + flink.contender().label() + " divided by its own",
                        1,
                        rounds.ratio(flink, entry, p99).median()));
    }
}
