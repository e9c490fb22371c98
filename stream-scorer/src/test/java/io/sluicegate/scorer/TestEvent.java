package io.sluicegate.scorer;

import java.util.List;
import java.util.stream.IntStream;

/** What the tests send to be scored. */
public record TestEvent(String card, String id, double amount, long count, boolean abroad) {

    /** Events {@code from} up to {@code until} of a number of cards in turn. */
    public static List<TestEvent> of(int from, int until, int cards) {
        return IntStream.range(from, until)
                .mapToObj(i -> new TestEvent("card-" + i % cards, "event-" + i, i % 89, i % 7, i % 3 == 0))
                .toList();
    }

    /** What the linear model says of it, before the version's bias. */
    public double score() {
        return amount + 10 * count + (abroad ? 100 : 0);
    }
}
