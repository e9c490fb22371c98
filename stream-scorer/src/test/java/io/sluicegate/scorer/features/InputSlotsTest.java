package io.sluicegate.scorer.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.scorer.TestFeatures;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InputSlotsTest {
    @Test
    void shouldFeedInTheOrderOfTheModelWhateverThatOfTheRow() {
        assertThat(fed(0, 1, 2, 3)).containsExactly(10, 11, 12, 13);
        assertThat(fed(1, 2)).containsExactly(11, 12);
        assertThat(fed(3)).containsExactly(13);
        assertThat(fed(2, 0, 1)).containsExactly(12, 10, 11);
        assertThat(fed(0, 2)).containsExactly(10, 12);
        assertThat(fed(1, 1)).containsExactly(11, 11);
        assertThat(fed()).isEmpty();
    }

    private static float[] fed(int... slots) {
        var row = new FeatureRow(FeatureLayout.of(TestFeatures.SCHEMA).orElseThrow(), 4);
        for (var i = 0; i < row.values.length; i++) {
            row.values[i] = 10 + i;
        }
        var into = FloatBuffer.allocate(8);
        InputSlots.of(slots).feed(row, into);
        return Arrays.copyOf(into.array(), into.position());
    }
}
