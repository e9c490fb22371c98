package io.sluicegate.enricher.domain;

import static io.sluicegate.enricher.Declare.CARD_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.enricher.Cards;
import io.sluicegate.enricher.Declare;
import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.EventSettings.Unreadable;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Aggregate;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureDefinition.Windowed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineBuilderTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void shouldReportAllProblemsAtOnce() {
        var features = Declare.set(
                Declare.field("a", Type.DOUBLE, "nowhere"),
                Declare.field("b", Type.LONG, "amount"),
                Declare.cel("c", Type.BOOLEAN, "event.amount >"),
                Declare.of("d", Aggregate.SUM, "country", HOUR),
                Declare.where("e", Aggregate.SUM, "amount", HOUR, "event.amount"));
        var events = new EventSettings("t", "card", Optional.of("amount"), "when", HOUR, HOUR, Unreadable.HOLD);

        assertThatThrownBy(() -> FeatureEngine.of(features, events, Cards.SCHEMA))
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidFeatureSetException.class))
                .extracting(InvalidFeatureSetException::problems, InstanceOfAssertFactories.list(String.class))
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("events.entity: the event has no field card"),
                        problem -> assertThat(problem).startsWith("events.time: the event has no field when"),
                        problem -> assertThat(problem).isEqualTo("events.id: the field amount is a double"),
                        problem -> assertThat(problem).startsWith("features.a: the event has no field nowhere"),
                        problem -> assertThat(problem).isEqualTo("features.b: it is declared as LONG but is a double"),
                        problem -> assertThat(problem).startsWith("features.c: cel: column 15: mismatched input"),
                        problem -> assertThat(problem).isEqualTo("features.d: of: the event has no number country"),
                        problem ->
                                assertThat(problem).isEqualTo("features.e: where: it must be a bool but is a double"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    now() > event.occurredAt      | undeclared reference to 'now'
                    event.nothing == 1            | column 1: the event has no such field
                    feature.later                 | no such feature is declared before this one
                    event.amount == 'much'        | found no matching overload
                    event.country                 | it is declared as BOOLEAN but is a string
                    """)
    void shouldRefuseAnExpression(String cel, String problem) {
        assertThat(problems(Declare.cel("x", Type.BOOLEAN, cel), Declare.field("later", Type.BOOLEAN, "cardPresent")))
                .singleElement()
                .asString()
                .startsWith("features.x: ")
                .contains(problem);
    }

    @Test
    void shouldRefuseAConditionThatAsksForFeatures() {
        assertThat(problems(
                        Declare.field("amount", Type.DOUBLE, "amount"),
                        Declare.where("x", Aggregate.SUM, "amount", HOUR, "feature.amount > 1.0")))
                .singleElement()
                .asString()
                .startsWith("features.x: where: column 1: no such feature");
    }

    @Test
    void shouldRefuseAggregatesThatMakeNoSense() {
        var noField = new Windowed(Aggregate.MEAN, Optional.empty(), HOUR, Optional.empty());
        var noTime = new Windowed(Aggregate.COUNT, Optional.empty(), Duration.ZERO, Optional.empty());
        var tooFine = new Windowed(Aggregate.COUNT, Optional.empty(), Duration.ofSeconds(1), Optional.empty());

        assertThat(problems(
                        new FeatureDefinition("a", Type.DOUBLE, noField),
                        new FeatureDefinition("b", Type.LONG, noTime),
                        new FeatureDefinition("c", Type.LONG, tooFine)))
                .satisfiesExactly(
                        problem -> assertThat(problem).isEqualTo("features.a: of: MEAN needs a field"),
                        problem -> assertThat(problem).isEqualTo("features.b: window: it must be longer than nothing"),
                        problem -> assertThat(problem).contains("buckets, more than 4096"));
    }

    @Test
    void shouldRefuseNamesThatCanBeNoField() {
        assertThat(problems(
                        Declare.field("eventId", Type.BOOLEAN, "cardPresent"),
                        Declare.field("a-b", Type.BOOLEAN, "cardPresent"),
                        Declare.field("a", Type.BOOLEAN, "cardPresent"),
                        Declare.field("a", Type.BOOLEAN, "cardPresent")))
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem).contains("the name is taken"));
    }

    private static List<String> problems(FeatureDefinition... features) {
        try {
            var unused = FeatureEngine.of(Declare.set(features), CARD_EVENTS, Cards.SCHEMA);
            return List.of();
        } catch (InvalidFeatureSetException e) {
            return e.problems();
        }
    }
}
