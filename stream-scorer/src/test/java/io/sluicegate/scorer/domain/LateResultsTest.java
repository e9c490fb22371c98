package io.sluicegate.scorer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LateResultsTest {
    private final LateResults<String> late = new LateResults<>(2);

    @Test
    void shouldGiveTheResultOfARecordThatIsReadAgain() {
        assertThat(late.isEmpty()).isTrue();

        late.keep(List.of(record(0, 7, 1), record(1, 7, 2)), List.of(Optional.of("a"), Optional.of("b")), 3);

        assertThat(late.isEmpty()).isFalse();
        assertThat(late.find(record(0, 7, 1), 3)).contains("a");
        assertThat(late.find(record(1, 7, 2), 3)).contains("b");
        assertThat(late.find(record(0, 7, 1), 3)).contains("a");
    }

    @Test
    void shouldNotGiveItToAnotherRecordOrRevision() {
        late.keep(List.of(record(0, 7, 1)), List.of(Optional.of("a")), 3);

        assertThat(late.find(record(0, 7, 2), 3)).isEmpty();
        assertThat(late.find(record(0, 8, 1), 3)).isEmpty();
        assertThat(late.find(record(1, 7, 1), 3)).isEmpty();
        assertThat(late.find(record(0, 7, 1), 4)).isEmpty();
        assertThat(late.find(new RawRecord(0, 7, null, new byte[] {1}), 3)).isEmpty();
    }

    @Test
    void shouldGiveNothingWhereTheCallGaveNothing() {
        late.keep(List.of(record(0, 7, 1)), List.of(Optional.empty()), 3);

        assertThat(late.find(record(0, 7, 1), 3)).isEmpty();
    }

    @Test
    void shouldKeepTheLastOnly() {
        for (int offset = 1; offset <= 3; offset++) {
            late.keep(List.of(record(0, offset, 1)), List.of(Optional.of("" + offset)), 3);
        }

        assertThat(late.find(record(0, 1, 1), 3)).isEmpty();
        assertThat(late.find(record(0, 2, 1), 3)).contains("2");
        assertThat(late.find(record(0, 3, 1), 3)).contains("3");
    }

    private static RawRecord record(int partition, long offset, int content) {
        return new RawRecord(partition, offset, new byte[] {9}, new byte[] {(byte) content});
    }
}
