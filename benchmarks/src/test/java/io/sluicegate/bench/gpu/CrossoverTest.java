package io.sluicegate.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CrossoverTest {
    private static final TreeMap<Integer, Double> CPU = series(5, 40, 160);

    @Test
    void shouldBeWhereTheOtherBecomesFasterForGood() {
        assertThat(Crossover.of(CPU, series(60, 61, 62))).contains(32);
        assertThat(Crossover.of(CPU, series(1, 2, 3))).contains(1);
    }

    @Test
    void shouldNotBeWhereTheOtherIsFasterOnlyForAWhile() {
        assertThat(Crossover.of(CPU, series(1, 2, 161))).isEmpty();
        assertThat(Crossover.of(CPU, series(1, 41, 159))).contains(32);
    }

    @Test
    void shouldNotBeWhereTheOtherIsNeverFaster() {
        assertThat(Crossover.of(CPU, series(5, 40, 160))).isEmpty();
        assertThat(Crossover.of(CPU, new TreeMap<>())).isEmpty();
    }

    private static TreeMap<Integer, Double> series(double one, double eight, double many) {
        return new TreeMap<>(Map.of(1, one, 8, eight, 32, many));
    }
}
