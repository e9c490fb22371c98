package io.sluicegate.bench.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.rollback.RevisionSpans.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevisionSpansTest {
    private static final long BAD = 4;
    private static final long RESTORED = 5;

    private final RevisionSpans spans = new RevisionSpans(2);

    @Test
    void shouldMeasureUntilTheSlowestPartition() {
        seen(0, 10, BAD, "2", 900);
        seen(1, 20, BAD, "2", 900);
        seen(0, 11, RESTORED, "1", 1_100);
        seen(0, 12, RESTORED, "1", 1_900);
        seen(1, 21, RESTORED, "1", 1_250);

        var effect = Effect.of(spans, RESTORED, 1_000, 990, 1_020);

        assertThat(effect).isEqualTo(new Effect(250, 260, 255, 20, List.of()));
    }

    @Test
    void shouldKnowWhenAVersionIsEverywhere() {
        seen(0, 10, BAD, "2", 900);
        assertThat(spans.everywhere("2", 0)).isEmpty();

        seen(1, 20, BAD, "2", 900);
        assertThat(spans.everywhere("2", 0)).hasValue(BAD);
        assertThat(spans.everywhere("2", BAD)).isEmpty();
        assertThat(spans.everywhere("1", 0)).isEmpty();
    }

    @Test
    void shouldFindABadPredictionAfterARestoredOne() {
        seen(0, 10, BAD, "2", 900);
        seen(0, 11, RESTORED, "1", 1_100);
        seen(1, 20, RESTORED, "1", 1_100);
        assertThat(spans.unclean(RESTORED)).isEmpty();

        seen(0, 12, BAD, "2", 1_150);
        assertThat(spans.unclean(RESTORED)).singleElement().asString().contains("partition 0", "offset 12");
    }

    private void seen(int partition, long offset, long revision, String version, long appendedAt) {
        spans.add(new Seen(partition, offset, revision, version, appendedAt, appendedAt + 5));
    }
}
