package io.sluicegate.enricher.domain;

import static io.sluicegate.enricher.Declare.CARD_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.enricher.Cards;
import io.sluicegate.enricher.Declare;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.records.fraud.CardTransaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {

    @Test
    void shouldComputeTheCardFeatures() {
        var card = new Entity(Declare.cardFeatures(), CARD_EVENTS, Cards.SCHEMA, "c");
        card.send(Cards.at("c", 0, 20));
        var event = Cards.at("c", 400, 40);
        event.put("country", "PT");
        event.put("category", "travel");
        event.put("cardPresent", false);
        event.put("deviceAgeDays", 3.5);

        assertThat(card.send(event))
                .containsEntry("amount", 40.0)
                .containsEntry("card_present", false)
                .containsEntry("device_age_days", 3.5)
                .containsEntry("abroad", true)
                .containsEntry("risky_category", true)
                .containsEntry("count_5m", 1L)
                .containsEntry("count_1h", 2L)
                .containsEntry("spend_1h", 60.0)
                .containsEntry("mean_amount_1d", 30.0)
                .containsEntry("max_amount_1d", 40.0)
                .containsEntry("absent_spend_1h", 40.0)
                .containsEntry("amount_to_mean", 40.0 / 31.0);
    }

    @Test
    void shouldReadSpecificRecordsLikeGenericOnes() {
        var generic = new Entity(Declare.cardFeatures(), CARD_EVENTS, Cards.SCHEMA, "c");
        var specific = new Entity(Declare.cardFeatures(), CARD_EVENTS, Cards.SCHEMA, "c");
        var event = CardTransaction.newBuilder()
                .setTransactionId("t")
                .setCardId("c")
                .setMerchantId("m-1")
                .setDeviceId("d-1")
                .setCategory("grocery")
                .setCountry("DE")
                .setHomeCountry("DE")
                .setAmount(12.5)
                .setCardPresent(true)
                .setDeviceAgeDays(null)
                .setOccurredAt(Cards.NOON)
                .build();

        assertThat(specific.send(event)).isEqualTo(generic.send(Cards.at("c", 0, 12.5)));
        assertThat(specific.state()).isEqualTo(generic.state());
    }

    @Test
    void shouldGiveNullForAMissingOrNonFiniteValue() {
        var card = card(
                Declare.field("age", Type.DOUBLE, "deviceAgeDays"),
                Declare.field("amount", Type.DOUBLE, "amount"),
                Declare.cel("ratio", Type.DOUBLE, "event.amount / 0.0"),
                Declare.cel("nothing", Type.DOUBLE, "(event.amount - event.amount) / 0.0"));

        assertThat(card.send(Cards.at("c", 0, Double.NaN)))
                .containsEntry("age", null)
                .containsEntry("amount", null)
                .containsEntry("ratio", null);
        assertThat(card.send(Cards.at("c", 0, 1)))
                .containsEntry("amount", 1.0)
                .containsEntry("ratio", null)
                .containsEntry("nothing", null);
    }

    @Test
    void shouldGiveNullWhereAnExpressionFails() {
        var card = card(
                Declare.count("n", Duration.ofHours(1)),
                Declare.cel("older", Type.DOUBLE, "event.deviceAgeDays + 1.0"),
                Declare.cel("part", Type.LONG, "10 / (feature.n - 1)"));
        var known = Cards.at("c", 1, 1);
        known.put("deviceAgeDays", 2.0);

        assertThat(card.send(Cards.at("c", 0, 1))).containsEntry("older", null).containsEntry("part", null);
        assertThat(card.send(known)).containsEntry("older", 3.0).containsEntry("part", 10L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775807 + int(event.amount)",
                "[1, 2][int(event.amount)]",
                "{'a': 1}[event.country]",
                "int(event.country)",
                "int(event.amount * 1e30)",
                "event.occurredAt.getHours(event.country)",
                "event.country.matches(event.category + '(') ? 1 : 2",
                "10 % (int(event.amount) - 7)",
                "dyn(event.country)"
            })
    void shouldSurviveEveryWayToFail(String cel) {
        var card = card(Declare.cel("x", Type.LONG, cel));

        assertThat(card.send(Cards.at("c", 0, 7))).containsEntry("x", null);
    }

    @Test
    void shouldLetAnExpressionAskForNull() {
        var card = card(Declare.cel("age", Type.DOUBLE, "event.deviceAgeDays == null ? -1.0 : event.deviceAgeDays"));

        assertThat(card.send(Cards.at("c", 0, 1))).containsEntry("age", -1.0);
    }

    @Test
    void shouldReadTimestampsAsInstantsAndMilliseconds() {
        var card = card(
                Declare.cel("hour", Type.LONG, "event.occurredAt.getHours()"),
                Declare.field("at", Type.LONG, "occurredAt"));

        assertThat(card.send(Cards.at("c", 0, 1)))
                .containsEntry("hour", 12L)
                .containsEntry("at", Cards.NOON.toEpochMilli());
    }

    @Test
    void shouldReadNestedFieldsListsAndMaps() {
        var shop =
                SchemaBuilder.record("Shop").fields().requiredString("country").endRecord();
        var schema = SchemaBuilder.record("Order")
                .fields()
                .requiredString("cardId")
                .requiredString("transactionId")
                .requiredLong("occurredAt")
                .name("shop")
                .type(Schema.createUnion(Schema.create(Schema.Type.NULL), shop))
                .noDefault()
                .name("tags")
                .type(Schema.createArray(Schema.create(Schema.Type.STRING)))
                .noDefault()
                .name("scores")
                .type(Schema.createMap(Schema.create(Schema.Type.INT)))
                .noDefault()
                .endRecord();
        var entity = new Entity(
                Declare.set(
                        Declare.field("country", Type.STRING, "shop.country"),
                        Declare.cel("gift", Type.BOOLEAN, "event.tags.exists(tag, tag == 'gift')"),
                        Declare.cel("score", Type.LONG, "event.scores['x'] + 1"),
                        Declare.cel("at_home", Type.BOOLEAN, "event.shop.country == 'DE'")),
                CARD_EVENTS,
                schema,
                "c");
        var order = new GenericData.Record(schema);
        order.put("cardId", "c");
        order.put("transactionId", "t");
        order.put("occurredAt", 1L);
        order.put("tags", List.of("gift"));
        order.put("scores", Map.of("x", 4));

        assertThat(entity.send(order))
                .containsEntry("country", null)
                .containsEntry("gift", true)
                .containsEntry("score", 5L)
                .containsEntry("at_home", false);

        var inGermany = new GenericData.Record(shop);
        inGermany.put("country", "DE");
        order.put("shop", inGermany);
        assertThat(entity.send(order)).containsEntry("country", "DE").containsEntry("at_home", true);
    }

    /** CEL's checker fails on a list or map that may be null; the engine's does not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "size(event.tags)",
                "event.tags.size()",
                "event.tags == null ? 0 : size(event.tags)",
                "event.tags.exists(tag, tag == 'gift') ? 2 : 0",
                "event.tags[0] == 'gift' ? 2 : 0",
                "'gift' in event.tags ? 2 : 0",
                "event.tags.filter(tag, tag != '').size()",
                "size(event.scores)",
                "event.scores['x'] + event.scores['y']",
                "event.scores.exists(key, key == 'x') ? 2 : 0"
            })
    void shouldUseListsAndMapsThatMayBeNull(String cel) {
        var schema = SchemaBuilder.record("Order")
                .fields()
                .requiredString("cardId")
                .requiredString("transactionId")
                .requiredLong("occurredAt")
                .name("tags")
                .type(SchemaBuilder.nullable().array().items().stringType())
                .noDefault()
                .name("scores")
                .type(SchemaBuilder.nullable().map().values().intType())
                .noDefault()
                .endRecord();
        var entity = new Entity(Declare.set(Declare.cel("x", Type.LONG, cel)), CARD_EVENTS, schema, "c");
        var order = new GenericData.Record(schema);
        order.put("cardId", "c");
        order.put("transactionId", "t");
        order.put("occurredAt", 1L);

        assertThat(entity.send(order).get("x")).isIn(null, 0L);
        order.put("tags", List.of("gift", "red"));
        order.put("scores", Map.of("x", 1, "y", 1));
        assertThat(entity.send(order)).containsEntry("x", 2L);
    }

    private static Entity card(FeatureDefinition... features) {
        return new Entity(Declare.set(features), CARD_EVENTS, Cards.SCHEMA, "c");
    }
}
