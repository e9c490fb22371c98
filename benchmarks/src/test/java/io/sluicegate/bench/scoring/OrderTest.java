package io.sluicegate.bench.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final List<Integer> THREADS = List.of(1, 2);

    @Test
    void shouldMeasureEachCaseOnceInEachRound() {
        var first = Order.ofRound(THREADS, Order.GUARANTEES, 0);

        assertThat(first).hasSize(16).doesNotHaveDuplicates();
        assertThat(Order.ofRound(THREADS, Order.GUARANTEES, 1)).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void shouldBeginEachRoundWithAnother() {
        assertThat(List.of(0, 1, 2, 3))
                .extracting(round ->
                        Order.ofRound(THREADS, Order.GUARANTEES, round).get(0).subject())
                .containsExactlyInAnyOrder(Subject.values());
    }

    @Test
    void shouldMeasureWhatIsComparedOneAfterAnother() {
        assertThat(Order.ofRound(THREADS, Order.GUARANTEES, 1).subList(4, 8))
                .extracting(it -> it.guaranteeLabel() + it.threads())
                .containsOnly("exactly-once1");
    }

    @Test
    void shouldMeasureUnderTheGuaranteesAskedForAlone() {
        assertThat(Order.ofRound(THREADS, List.of(Guarantee.EXACTLY_ONCE), 0))
                .hasSize(8)
                .allMatch(Case::exactlyOnce);
    }
}
