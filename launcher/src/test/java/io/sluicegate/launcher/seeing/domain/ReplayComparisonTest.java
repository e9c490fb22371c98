package io.sluicegate.launcher.seeing.domain;

import static io.sluicegate.launcher.seeing.Seen.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluicegate.records.ModelOutput;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayComparisonTest {
    @Test
    void shouldCallTheSameAnswerUnderAnotherRevisionTheSame() {
        var again = scored(0.25, 1.5);
        again.setRevision(9);

        var comparison = ReplayComparison.of(scored(0.25, 1.5), again);

        assertThat(comparison.sameBits()).isTrue();
        assertThat(comparison.greatest()).isZero();
    }

    @Test
    void shouldMeasureRounding() {
        var comparison = ReplayComparison.of(scored(0.25, 1.5), scored(Math.nextUp(0.25), 1.5));

        assertThat(comparison.sameBits()).isFalse();
        assertThat(comparison.isWithin(1e-9)).isTrue();
        assertThat(ReplayComparison.of(scored(0.25, 1.5), scored(0.25, 1.75)).greatest())
                .isCloseTo(0.25, within(1e-12));
    }

    @Test
    void shouldTellZerosApartByTheirBits() {
        var comparison = ReplayComparison.of(scored(0.0, 1), scored(-0.0, 1));

        assertThat(comparison.sameBits()).isFalse();
        assertThat(comparison.isWithin(0)).isTrue();
    }

    @Test
    void shouldTakeNanForItself() {
        assertThat(ReplayComparison.of(scored(0.1, Double.NaN), scored(0.1, Double.NaN))
                        .sameBits())
                .isTrue();
        assertThat(ReplayComparison.of(scored(0.1, Double.NaN), scored(0.1, 1)).isWithin(1))
                .isFalse();
    }

    @Test
    void shouldCallAnotherOutcomeAnotherAnswer() {
        var rejected = scored(0.25, 1.5);
        rejected.setOutcome(Outcome.REJECTED);

        var comparison = ReplayComparison.of(scored(0.25, 1.5), rejected);

        assertThat(comparison.sameText()).isFalse();
        assertThat(comparison.isWithin(1)).isFalse();
    }

    @Test
    void shouldComparePositiveAndClass() {
        var other = scored(0.25, 1.5);
        other.setLabel("fraud");

        assertThat(ReplayComparison.of(scored(0.25, 1.5), other).sameText()).isFalse();
    }

    private static Prediction scored(double score, double output) {
        var prediction = prediction("e1", "card-1", "1", 1);
        prediction.setScore(score);
        prediction.setProbabilities(Map.of("fraud", 0.5, "fine", 0.5));
        prediction.setOutputs(List.of(ModelOutput.newBuilder()
                .setName("raw")
                .setValues(List.of(output))
                .build()));
        return prediction;
    }
}
