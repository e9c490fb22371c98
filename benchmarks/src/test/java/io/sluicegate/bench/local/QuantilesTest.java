package io.sluicegate.bench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void shouldTakeTheNearestRank() {
        var hundred = IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();

        assertThat(Quantiles.of(hundred)).isEqualTo(new Quantiles(100, 50, 95, 99, 100));
        assertThat(Quantiles.of(7)).isEqualTo(new Quantiles(1, 7, 7, 7, 7));
    }

    @Test
    void shouldNotMakeUpQuantilesOfNothing() {
        assertThatThrownBy(Quantiles::of).isInstanceOf(IllegalArgumentException.class);
    }
}
