package io.sluicegate.bench.scoring;

import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The order of the cases in a round. Compared cases follow one another, so that they meet the same state of the machine, and each round
 * begins with another case, so that no case always profits from its place.
 */
final class Order {
    /** Every guarantee, compared ones next to each other. */
    static final List<Guarantee> GUARANTEES = List.of(Guarantee.AT_LEAST_ONCE, Guarantee.EXACTLY_ONCE);

    private Order() {}

    static List<Case> ofRound(List<Integer> threads, List<Guarantee> guarantees, int round) {
        var subjects = new ArrayList<>(Arrays.asList(Subject.values()));
        Collections.rotate(subjects, -round);
        var cases = new ArrayList<Case>();
        for (var count : threads) {
            for (var guarantee : guarantees) {
                subjects.forEach(subject -> cases.add(new Case(subject, guarantee, count)));
            }
        }
        return List.copyOf(cases);
    }
}
