package io.sluicegate.fraud.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final double[] SCORES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
    private static final List<TrainingRow> ROWS = rows(false, false, true, false, true, true);

    @Test
    void shouldCountBothSidesOfTheThreshold() {
        var evaluation = Evaluation.of(ROWS, SCORES, 0.4);

        assertThat(evaluation.positives()).isEqualTo(3);
        assertThat(evaluation.falsePositiveRate()).isEqualTo(1.0 / 3);
        assertThat(evaluation.recall()).isEqualTo(2.0 / 3);
        assertThat(evaluation.precision()).isEqualTo(2.0 / 3);
    }

    @Test
    void shouldCountPairsInOrderForTheAuc() {
        assertThat(Evaluation.auc(ROWS, SCORES)).isCloseTo(8.0 / 9, within(1e-12));
    }

    @Test
    void shouldCountTiesHalf() {
        assertThat(Evaluation.auc(ROWS, new double[6])).isEqualTo(0.5);
    }

    @Test
    void shouldChooseTheThresholdThatKeepsToTheRate() {
        double threshold = Evaluation.threshold(ROWS, SCORES, 0.34);

        assertThat(Evaluation.of(ROWS, SCORES, threshold).falsePositiveRate()).isEqualTo(1.0 / 3);
        assertThat(Evaluation.of(ROWS, SCORES, Evaluation.threshold(ROWS, SCORES, 0.2))
                        .falsePositiveRate())
                .isZero();
    }

    private static List<TrainingRow> rows(boolean... frauds) {
        return IntStream.range(0, frauds.length)
                .mapToObj(i -> new TrainingRow("e" + i, Instant.EPOCH, new double[0], List.of(), frauds[i]))
                .toList();
    }
}
