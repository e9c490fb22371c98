package io.sluicegate.drift.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluicegate.records.StringProfile;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The cells of strings, and what is computed over them. */
class CellsTest {
    private static final StringProfile REFERENCE =
            new StringProfile("color", List.of("red", "green", "blue"), List.of(600L, 395L, 5L), 0L, 0L);

    @Test
    void shouldGiveEachValueACellAndTheOthersOneIfThereAreAny() {
        assertThat(Cells.of(REFERENCE, tally(0, 600, 400, 10, 0)).list())
                .containsExactly(new Cell(600, 600), new Cell(395, 400), new Cell(5, 10));
        assertThat(Cells.of(REFERENCE, tally(7, 600, 400, 10, 3)).list())
                .containsExactly(
                        new Cell(600, 600), new Cell(395, 400), new Cell(5, 10), new Cell(0, 3), new Cell(0, 7));
    }

    @Test
    void shouldPutValuesWithTooFewExpectedRowsBesideTheOthers() {
        assertThat(Cells.of(REFERENCE, tally(0, 60, 30, 1, 2)).list())
                .containsExactly(new Cell(600, 60), new Cell(395, 30), new Cell(5, 3));
    }

    @Test
    void shouldMeasureWhetherTwoSamplesAreOfOneDistribution() {
        var homogeneity = Homogeneity.of(new Cells(List.of(new Cell(30, 50), new Cell(70, 50))));

        // 40 and 60 rows are expected on both sides
        assertThat(homogeneity.value()).isCloseTo(2 * (100 / 40.0 + 100 / 60.0), within(1e-12));
        assertThat(homogeneity.cells()).isEqualTo(2);
    }

    @Test
    void shouldCountCellsTogetherInWhichFewRowsAreExpected() {
        var pooled = Homogeneity.of(
                new Cells(List.of(new Cell(300, 30), new Cell(690, 64), new Cell(9, 1), new Cell(0, 5))));

        assertThat(pooled).isEqualTo(Homogeneity.of(new Cells(List.of(new Cell(690, 64), new Cell(309, 36)))));
        assertThat(Homogeneity.of(new Cells(List.of(new Cell(3, 1)))).value()).isZero();
        assertThat(Homogeneity.of(new Cells(List.of(new Cell(3, 0)))).cells()).isZero();
    }

    @Test
    void shouldNameTheValuesThatContributeMost() {
        var shares = ValueShares.of(REFERENCE, tally(0, 500, 395, 5, 100));

        assertThat(shares)
                .extracting(share ->
                        share.getKind() + " " + share.getValue() + " " + share.getReference() + " " + share.getWindow())
                .containsExactly(
                        "OTHER  0.0 0.1", "VALUE red 0.6 0.5", "VALUE green 0.395 0.395", "VALUE blue 0.005 0.005");
    }

    private static Tally tally(int missing, long... counts) {
        var rows = missing + LongStream.of(counts).sum();
        return new Tally(rows, missing, counts, 0);
    }
}
