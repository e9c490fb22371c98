package io.sluicegate.launcher.seeing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RevisionSearchTest {
    @Test
    void shouldFindWhereARevisionBegins() {
        var revisions = new long[] {1, 1, 1, 3, 3, 4, 7};
        var search = new RevisionSearch(
                offset -> offset < revisions.length ? OptionalLong.of(revisions[(int) offset]) : OptionalLong.empty());

        assertThat(IntStream.rangeClosed(1, 8).mapToLong(it -> search.first(it, 0, 7)))
                .containsExactly(0L, 3L, 3L, 5L, 6L, 6L, 6L, 7L);
    }

    @Test
    void shouldPassOverTheMarksOfTransactions() {
        // records at 0, 5 and 6; marks between them
        var search = new RevisionSearch(offset -> OptionalLong.of(offset == 0 ? 1 : 2));

        assertThat(search.first(2, 0, 7)).isEqualTo(1);
    }

    @Test
    void shouldReadFewOfMillions() {
        var reads = new AtomicInteger();
        var search = new RevisionSearch(offset -> {
            reads.incrementAndGet();
            return OptionalLong.of(offset < 7_654_321 ? 4 : 5);
        });

        assertThat(search.first(5, 0, 10_000_000)).isEqualTo(7_654_321);
        assertThat(reads).hasValueLessThan(25);
    }
}
