package io.sluicegate.launcher.plan.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluicegate.launcher.plan.domain.Growth.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTest {
    private final Growth growth = new Growth(List.of(new Point(200, 110), new Point(10, 10), new Point(50, 50)));

    @ParameterizedTest
    @CsvSource({"1, 10", "10, 10", "30, 30", "50, 50", "100, 70", "200, 110", "300, 150"})
    void shouldFollowTheLinesBetweenAndBeyondWhatWasMeasured(double features, double figure) {
        assertThat(growth.at(features)).isEqualTo(figure);
    }

    @Test
    void shouldBeConstantWithOneFigure() {
        var constant = new Growth(List.of(new Point(15, 3)));

        assertThat(constant.at(1)).isEqualTo(3);
        assertThat(constant.at(1_000)).isEqualTo(3);
    }

    @Test
    void shouldNeedAFigure() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Growth(List.of()));
    }
}
