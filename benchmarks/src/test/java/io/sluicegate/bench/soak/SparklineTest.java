package io.sluicegate.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparklineTest {
    @Test
    void shouldDrawFromTheLowestToTheHighest() {
        assertThat(Sparkline.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, 8)).isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(Sparkline.of(new double[] {5, 5, 5}, 60)).isEqualTo("▁▁▁");
        assertThat(Sparkline.of(new double[] {0, 0, 7, 7}, 2)).isEqualTo("▁█");
    }
}
