package io.sluicegate.enricher.domain;

import static io.sluicegate.enricher.Declare.CARD_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.enricher.Cards;
import io.sluicegate.enricher.Declare;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Aggregate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1); // buckets of one second
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void shouldCountTheEventsOfTheWindowWithTheCurrentOne() {
        var card = card(Declare.count("n", MINUTE));

        assertThat(card.send(Cards.at("c", 0, 1))).containsEntry("n", 1L);
        assertThat(card.send(Cards.at("c", 10, 1))).containsEntry("n", 2L);
        assertThat(card.send(Cards.at("c", 30, 1))).containsEntry("n", 3L);
    }

    @Test
    void shouldSumMeanAndMaximiseValues() {
        var card = card(
                Declare.of("sum", Aggregate.SUM, "amount", HOUR),
                Declare.of("mean", Aggregate.MEAN, "amount", HOUR),
                Declare.of("max", Aggregate.MAX, "amount", HOUR));
        card.send(Cards.at("c", 0, 10.5));
        card.send(Cards.at("c", 60, -30));

        assertThat(card.send(Cards.at("c", 120, 4.5)))
                .containsEntry("sum", -15.0)
                .containsEntry("mean", -5.0)
                .containsEntry("max", 10.5);
    }

    @Test
    void shouldReachBackOverSixtyAlignedBuckets() {
        var card = card(Declare.count("n", MINUTE));
        card.send(Cards.at("c", 0.0, 1)); // first instant of its bucket
        card.send(Cards.at("c", 0.999, 1)); // last instant of its bucket

        assertThat(card.send(Cards.at("c", 59.999, 1))).containsEntry("n", 3L);
        assertThat(card.send(Cards.at("c", 60.0, 1))).containsEntry("n", 2L);
    }

    @Test
    void shouldNotSeeLaterEventsFromALateOneButCountItForThem() {
        var card = card(Declare.count("n", MINUTE), Declare.of("sum", Aggregate.SUM, "amount", MINUTE));
        card.send(Cards.at("c", 0, 1));
        card.send(Cards.at("c", 50, 2));

        assertThat(card.send(Cards.at("c", 20, 4))).containsEntry("n", 2L).containsEntry("sum", 5.0);
        assertThat(card.send(Cards.at("c", 51, 8))).containsEntry("n", 4L).containsEntry("sum", 15.0);
    }

    @Test
    void shouldKeepTheWholeWindowOfAnEventThatIsAsLateAsItMayBe() {
        var card = card(Declare.count("n", MINUTE));
        card.send(Cards.at("c", 0, 1));
        card.send(Cards.at("c", 650, 1)); // lateness is 600 s

        assertThat(card.send(Cards.at("c", 50, 1))).containsEntry("n", 2L);
    }

    @Test
    void shouldGiveATooLateEventFeaturesAndLeaveNoTraceOfIt() {
        var card = card(Declare.count("n", HOUR));
        card.send(Cards.at("c", 0, 1));
        card.send(Cards.at("c", 1000, 1));
        var before = card.state();

        assertThat(card.send(Cards.at("c", 399, 1))).containsEntry("n", 2L);
        assertThat(card.state()).isEqualTo(before);
        assertThat(card.send(Cards.at("c", 400, 1))).containsEntry("n", 2L); // not too late
        assertThat(card.send(Cards.at("c", 1000, 1))).containsEntry("n", 4L);
    }

    @Test
    void shouldCountOnlyWhatMeetsTheCondition() {
        var card = card(Declare.where("absent", Aggregate.SUM, "amount", HOUR, "!event.cardPresent"));
        var absent = Cards.at("c", 10, 7);
        absent.put("cardPresent", false);

        assertThat(card.send(Cards.at("c", 0, 3))).containsEntry("absent", 0.0);
        assertThat(card.send(absent)).containsEntry("absent", 7.0);
        assertThat(card.send(Cards.at("c", 20, 5))).containsEntry("absent", 7.0);
    }

    @Test
    void shouldNotCountAnEventOnWhichTheConditionFails() {
        var card = card(Declare.where("old", Aggregate.SUM, "amount", HOUR, "event.deviceAgeDays > 30.0"));
        var known = Cards.at("c", 10, 7);
        known.put("deviceAgeDays", 31.0);

        assertThat(card.send(Cards.at("c", 0, 3))).containsEntry("old", 0.0);
        assertThat(card.send(known)).containsEntry("old", 7.0);
    }

    @Test
    void shouldTakeNothingAsZeroForCountAndSumAndAsMissingForMeanAndMaximum() {
        var card = card(
                Declare.of("sum", Aggregate.SUM, "deviceAgeDays", HOUR),
                Declare.of("mean", Aggregate.MEAN, "deviceAgeDays", HOUR),
                Declare.of("max", Aggregate.MAX, "deviceAgeDays", HOUR));

        assertThat(card.send(Cards.at("c", 0, 1)))
                .containsEntry("sum", 0.0)
                .containsEntry("mean", null)
                .containsEntry("max", null);
    }

    @Test
    void shouldTakeValuesThatAreNoNumbersOrBeyondTheSumAsMissing() {
        var card = card(
                Declare.of("sum", Aggregate.SUM, "amount", HOUR), Declare.of("max", Aggregate.MAX, "amount", HOUR));
        card.send(Cards.at("c", 0, Double.NaN));
        card.send(Cards.at("c", 1, Double.POSITIVE_INFINITY));
        card.send(Cards.at("c", 2, 1e19));

        assertThat(card.send(Cards.at("c", 3, 2))).containsEntry("sum", 2.0).containsEntry("max", 2.0);
    }

    @Test
    void shouldForgetWhatNoEventCanReachAnyMore() {
        var card = card(Declare.of("sum", Aggregate.SUM, "amount", MINUTE));
        for (int second = 0; second < 5_000; second++) {
            card.send(Cards.at("c", second, second + 0.1));
        }

        // 60 buckets of the window and 600 of the lateness, about 20 bytes each
        assertThat(card.state()).hasSizeLessThan(662 * 20);
    }

    @Test
    void shouldShareARingAmongAggregatesThatAgree() {
        var one = card(Declare.of("sum", Aggregate.SUM, "amount", HOUR));
        var three = card(
                Declare.of("sum", Aggregate.SUM, "amount", HOUR),
                Declare.of("mean", Aggregate.MEAN, "amount", HOUR),
                Declare.of("max", Aggregate.MAX, "amount", HOUR));
        one.send(Cards.at("c", 0, 1));
        three.send(Cards.at("c", 0, 1));

        assertThat(three.state()).isEqualTo(one.state());
    }

    private static Entity card(FeatureDefinition... features) {
        return new Entity(Declare.set(features), CARD_EVENTS, Cards.SCHEMA, "c");
    }
}
