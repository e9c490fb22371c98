package io.sluicegate.fraud.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sluicegate.records.fraud.CardTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class FraudWorldTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void shouldGiveEqualEventsForEqualSeeds() {
        assertThat(world(7).take(5_000)).isEqualTo(world(7).take(5_000));
        assertThat(world(7).take(5_000)).isNotEqualTo(world(8).take(5_000));
    }

    @Test
    void shouldGiveEqualEventsForEqualSwitches() {
        assertThat(drifted(7)).isEqualTo(drifted(7)).isNotEqualTo(world(7).take(5_000));
    }

    @Test
    void shouldAscendInTime() {
        var events = world(7).take(20_000);

        assertThat(events)
                .isSortedAccordingTo(
                        Comparator.comparing(generated -> generated.event().getOccurredAt()));
        assertThat(events)
                .extracting(generated -> generated.event().getTransactionId())
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepItsFraudRateAndPace() {
        var settings = WorldSettings.of(7, START, 500);
        var events = new FraudWorld(settings).take(60_000);

        assertThat(share(events, GeneratedEvent::fraud)).isBetween(0.02, 0.04);
        var span = Duration.between(START, events.get(events.size() - 1).event().getOccurredAt());
        assertThat(60_000 / (span.toMinutes() / 60.0)).isCloseTo(settings.eventsPerHour(), within(30.0));
    }

    @Test
    void shouldLetLabelsComeLateWhateverTheTruth() {
        var events = world(7).take(20_000);

        assertThat(events)
                .extracting(generated -> Duration.between(generated.event().getOccurredAt(), generated.labelKnownAt()))
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofHours(1), Duration.ofHours(4)));
        assertThat(meanDelay(events, true)).isCloseTo(meanDelay(events, false), within(10.0));
    }

    @Test
    void shouldShiftTheTrafficWhenItDrifts() {
        var world = world(7);
        var before = world.take(10_000);
        world.driftAt(before.get(9_999).event().getOccurredAt());
        var after = world.take(10_000);

        assertThat(share(before, FraudWorldTest::isPopup)).isZero();
        assertThat(share(after, FraudWorldTest::isPopup)).isGreaterThan(0.03);
        assertThat(mean(after, CardTransaction::getAmount))
                .isGreaterThan(1.4 * mean(before, CardTransaction::getAmount));
        assertThat(share(after, generated -> !generated.event().getCardPresent()))
                .isGreaterThan(
                        0.15 + share(before, generated -> !generated.event().getCardPresent()));
        assertThat(share(after, FraudWorldTest::isAbroad)).isGreaterThan(1.4 * share(before, FraudWorldTest::isAbroad));
    }

    @Test
    void shouldStayAsItIsWithoutASwitch() {
        var world = world(7);
        var before = world.take(20_000);
        var after = world.take(20_000);

        assertThat(mean(after, CardTransaction::getAmount))
                .isCloseTo(mean(before, CardTransaction::getAmount), within(4.0));
        assertThat(share(after, FraudWorldTest::isAbroad))
                .isCloseTo(share(before, FraudWorldTest::isAbroad), within(0.02));
    }

    @Test
    void shouldRefuseContradictions() {
        assertThatThrownBy(() -> new WorldSettings(7, START, 10, 15, 0.03, Duration.ofHours(2), Duration.ofHours(1)))
                .hasMessageContaining("labelsBefore < labelsAfter");
    }

    private static FraudWorld world(long seed) {
        return new FraudWorld(WorldSettings.of(seed, START, 300));
    }

    private static List<GeneratedEvent> drifted(long seed) {
        var world = world(seed);
        world.driftAt(START.plus(Duration.ofHours(3)));
        return world.take(5_000);
    }

    private static boolean isPopup(GeneratedEvent generated) {
        return generated.event().getCategory().equals("popup");
    }

    private static boolean isAbroad(GeneratedEvent generated) {
        return !generated.event().getCountry().equals(generated.event().getHomeCountry());
    }

    private static double mean(List<GeneratedEvent> events, ToDoubleFunction<CardTransaction> number) {
        return events.stream()
                .mapToDouble(generated -> number.applyAsDouble(generated.event()))
                .average()
                .orElseThrow();
    }

    private static double meanDelay(List<GeneratedEvent> events, boolean fraud) {
        return events.stream()
                .filter(generated -> generated.fraud() == fraud)
                .mapToLong(generated -> Duration.between(generated.event().getOccurredAt(), generated.labelKnownAt())
                        .toMinutes())
                .average()
                .orElseThrow();
    }

    private static double share(List<GeneratedEvent> events, Predicate<GeneratedEvent> what) {
        return (double) events.stream().filter(what).count() / events.size();
    }
}
