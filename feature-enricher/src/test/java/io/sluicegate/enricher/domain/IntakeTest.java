package io.sluicegate.enricher.domain;

import static io.sluicegate.enricher.Declare.CARD_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.enricher.Cards;
import io.sluicegate.enricher.Declare;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final long NOW = Cards.NOON.toEpochMilli();
    private static final Position HERE = new Position("fraud.events", 3, 42);

    private final FeatureEngine engine = FeatureEngine.of(Declare.cardFeatures(), CARD_EVENTS, Cards.SCHEMA);

    @Test
    void shouldAdmitAnEvent() {
        var record = Cards.at("c", 0, 1);

        assertThat(engine.admit("c", record, HERE, NOW)).isEqualTo(new Event("c@" + NOW, "c", NOW, record));
    }

    @Test
    void shouldNameAnEventByItsPositionWhereNoIdIsDeclared() {
        var events = new EventSettings(
                "t",
                "cardId",
                Optional.empty(),
                "occurredAt",
                CARD_EVENTS.lateness(),
                CARD_EVENTS.future(),
                CARD_EVENTS.unreadable());
        var nameless = FeatureEngine.of(Declare.cardFeatures(), events, Cards.SCHEMA);

        assertThat(nameless.admit("c", Cards.at("c", 0, 1), HERE, NOW))
                .isInstanceOfSatisfying(
                        Event.class, event -> assertThat(event.id()).isEqualTo("fraud.events-3-42"));
    }

    @Test
    void shouldRejectAnEventWithoutKey() {
        assertThat(reason(null, Cards.at("c", 0, 1))).isEqualTo(ErrorCode.NULL_KEY);
    }

    @Test
    void shouldRejectAnEventWhoseKeyIsNotItsEntity() {
        assertThat(reason("d", Cards.at("c", 0, 1))).isEqualTo(ErrorCode.KEY_MISMATCH);
    }

    @Test
    void shouldRejectAnEventFurtherAheadOfTheClockThanAllowed() {
        assertThat(reason("c", Cards.at("c", 3600.001, 1))).isEqualTo(ErrorCode.FUTURE_EVENT);
        assertThat(engine.admit("c", Cards.at("c", 3600, 1), HERE, NOW)).isInstanceOf(Event.class);
    }

    @Test
    void shouldRejectAnEventFromBeforeTheEpoch() {
        var record = Cards.at("c", 0, 1);
        record.put("occurredAt", -1L);

        assertThat(reason("c", record)).isEqualTo(ErrorCode.MISSING_FIELD);
    }

    @Test
    void shouldRejectAnEventWhoseRequiredNumberIsNone() {
        assertThat(engine.admit("c", Cards.at("c", 0, Double.NaN), HERE, NOW))
                .isEqualTo(
                        new Rejected(new Rejection(ErrorCode.MISSING_FIELD, "the event's field amount has no value")));
    }

    @Test
    void shouldRejectAnEventWithoutEntityIdTimeOrRequiredField() {
        var lenient = FeatureEngine.of(
                Declare.set(Declare.required("amount", Type.DOUBLE, "amount")), CARD_EVENTS, nullable());

        for (var field : nullable().getFields()) {
            var record = new GenericData.Record(nullable());
            record.put("cardId", "c");
            record.put("transactionId", "t");
            record.put("occurredAt", NOW);
            record.put("amount", 1.0);
            assertThat(lenient.admit("c", record, HERE, NOW)).isInstanceOf(Event.class);
            record.put(field.name(), null);
            assertThat(lenient.admit("c", record, HERE, NOW)).isInstanceOfSatisfying(Rejected.class, rejected -> {
                assertThat(rejected.rejection().code()).isEqualTo(ErrorCode.MISSING_FIELD);
                assertThat(rejected.rejection().message()).contains(field.name());
            });
        }
    }

    private ErrorCode reason(String key, GenericRecord record) {
        return ((Rejected) engine.admit(key, record, HERE, NOW)).rejection().code();
    }

    private static Schema nullable() {
        return SchemaBuilder.record("Sparse")
                .fields()
                .optionalString("cardId")
                .optionalString("transactionId")
                .optionalLong("occurredAt")
                .optionalDouble("amount")
                .endRecord();
    }
}
