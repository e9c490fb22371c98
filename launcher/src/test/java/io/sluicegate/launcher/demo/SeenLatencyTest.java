package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.console.PipelineView;
import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.records.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SeenLatencyTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Consumer<Fact>> listeners = new ArrayList<>();
    private Instant now = START;
    private final SeenLatency seen = new SeenLatency(new View(), () -> now);

    /** A view that tells what the test makes it tell. */
    private final class View implements PipelineView {
        @Override
        public PipelineFacts snapshot() {
            throw new UnsupportedOperationException("nobody looks here");
        }

        @Override
        public PipelineFacts await(Predicate<PipelineFacts> condition, Duration limit) {
            throw new UnsupportedOperationException("nobody waits here");
        }

        @Override
        public Listening listen(Consumer<Fact> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }
    }

    private void see(Instant ingested, int afterMs) {
        now = ingested.plusMillis(afterMs);
        listeners.forEach(it -> it.accept(new Fact.Predicted(new Prediction(), ingested, Optional.of(ingested))));
    }

    @Test
    void shouldMeasureUntilAReaderHasThePrediction() {
        for (var event = 1; event <= 98; event++) {
            see(START.plusMillis(event), 20);
        }
        see(START.plusMillis(99), 100);
        see(START.plusMillis(100), 100);

        assertThat(seen.words()).startsWith("from event to committed prediction p50 20 ms, p99 100 ms");
        assertThat(seen.figures()).containsEntry("committedP50Ms", 20L).containsEntry("committedP99Ms", 100L);
    }

    @Test
    void shouldLeaveOutEventsFromBeforeAndThoseWithoutATime() {
        see(START.minusSeconds(9), 9_000);
        listeners.forEach(it -> it.accept(new Fact.Predicted(new Prediction(), START, Optional.empty())));
        see(START.plusMillis(1), 30);

        assertThat(seen.words()).contains("p50 30 ms, p99 30 ms");
    }

    @Test
    void shouldListenNoLongerThanItIsOpen() {
        seen.close();

        assertThat(listeners).isEmpty();
    }
}
