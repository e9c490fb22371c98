package io.sluicegate.bench.peers;

import io.sluicegate.bench.scoring.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All rounds. */
final class PeersRounds {
    private final List<Map<Entry, Measured>> rounds = new ArrayList<>();

    void add(List<Measured> round) {
        rounds.add(round.stream().collect(Collectors.toMap(Measured::entry, it -> it)));
    }

    private static Measured in(Map<Entry, Measured> round, Entry entry) {
        return Objects.requireNonNull(round.get(entry), "a round measures every row");
    }

    boolean has(Entry entry) {
        return rounds.stream().allMatch(round -> round.containsKey(entry));
    }

    /** The spread of a figure over the rounds. */
    Spread of(Entry entry, ToDoubleFunction<Measured> figure) {
        return Spread.of(rounds.stream()
                .map(round -> figure.applyAsDouble(in(round, entry)))
                .toList());
    }

    /** The spread of a figure's ratio to another row's in the same round. */
    Spread ratio(Entry entry, Entry other, ToDoubleFunction<Measured> figure) {
        return Spread.of(rounds.stream()
                .map(round -> figure.applyAsDouble(in(round, entry)) / figure.applyAsDouble(in(round, other)))
                .toList());
    }
}
