package io.sluicegate.bench.peers;

import io.sluicegate.bench.scoring.ModelKind;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** One row of the comparison. */
record Entry(ModelKind model, Contender contender, Guarantee guarantee, int threads) {

    /**
     * The rows of a round: those that are compared follow one another, and each round begins with another contender, so that none always
     * profits from its place.
     */
    static List<Entry> ofRound(PeersSettings settings, int round) {
        var contenders = new ArrayList<>(settings.contenders());
        Collections.rotate(contenders, -round);
        var entries = new ArrayList<Entry>();
        for (var model : settings.models()) {
            for (var threads : settings.threads()) {
                for (var guarantee : settings.guarantees()) {
                    contenders.stream()
                            .filter(contender -> contender.takesPart(model, guarantee))
                            .forEach(contender -> entries.add(new Entry(model, contender, guarantee, threads)));
                }
            }
        }
        return List.copyOf(entries);
    }

    Entry with(Contender other) {
        return new Entry(model, other, guarantee, threads);
    }

    boolean exactlyOnce() {
        return guarantee == Guarantee.EXACTLY_ONCE;
    }

    String guaranteeLabel() {
        return guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A pipeline of its own: topics, group and transactions that nobody has touched before. */
    String pipeline(int round) {
        return String.join("_", model.toString(), contender.name(), guarantee.name(), threads + "_" + round)
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return model + ", " + contender.label() + ", " + guaranteeLabel() + ", " + threads
                + (threads == 1 ? " thread" : " threads");
    }
}
