package io.sluicegate.trigger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateDetectorTest {
    private final RateDetector detector = new RateDetector(0.1);

    @Test
    void shouldGoLongBetweenFalseAlarmsThoughTheRateIsAtTheLimit() {
        // given: alarms are due once in 100 windows at most
        var random = new SplittableRandom(3);
        int windows = 0;
        int alarms = 0;

        // when
        while (windows < 20_000) {
            windows += untilAlarm(random, 0.1, 100, 24);
            alarms++;
        }

        // then
        assertThat(windows / (double) alarms).isGreaterThanOrEqualTo(100);
    }

    @Test
    void shouldFindARateThatTrebledInSomeHundredLabels() {
        var random = new SplittableRandom(4);

        var delays = IntStream.range(0, 200)
                .mapToObj(run -> untilAlarm(random, 0.3, 10_000, 24))
                .sorted()
                .collect(Collectors.toList());

        assertThat(delays.get(100)).as("windows of 20 labels, median").isLessThanOrEqualTo(5);
        assertThat(delays.get(190)).as("windows of 20 labels, 95 %%").isLessThanOrEqualTo(9);
    }

    @Test
    void shouldTakeWindowsWithoutLabelsForNothing() {
        var few = List.of(new Rate(5, 20));
        var more = new ArrayList<>(few);
        IntStream.range(0, 1_000).forEach(window -> more.add(Rate.NOTHING));

        assertThat(detector.above(more)).isEqualTo(detector.above(few));
        assertThat(detector.above(List.of())).isZero();
    }

    @Test
    void shouldHoldNoGoodPastAgainstABadPresent() {
        var windows = new ArrayList<Rate>();
        IntStream.range(0, 20).forEach(window -> windows.add(new Rate(0, 1_000)));

        windows.add(new Rate(150, 300));

        assertThat(detector.above(windows)).isGreaterThan(10_000);
    }

    @Test
    void shouldNotLoseCountHoweverManyRowsAWindowHas() {
        var bad = new Rate(300_000, 1_000_000);
        var good = new Rate(10_000, 1_000_000);

        assertThat(detector.above(List.of(bad, bad, bad))).isInfinite();
        assertThat(detector.above(List.of(bad, good, good, good, good))).isLessThan(1);
        assertThat(detector.above(List.of(good, bad, good, bad, good, bad))).isGreaterThan(10_000);
    }

    /** Looks at the newest windows only, as the trigger does. */
    private int untilAlarm(SplittableRandom random, double rate, double alarm, int memory) {
        var windows = new ArrayList<Rate>();
        do {
            long failures = IntStream.range(0, 20)
                    .filter(row -> random.nextDouble() < rate)
                    .count();
            windows.add(new Rate(failures, 20));
        } while (detector.above(windows.subList(Math.max(0, windows.size() - memory), windows.size())) < alarm);
        return windows.size();
    }
}
