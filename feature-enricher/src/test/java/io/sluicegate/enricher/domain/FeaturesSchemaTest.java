package io.sluicegate.enricher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.enricher.Declare;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesSchemaTest {

    @Test
    void shouldHaveOneNullableFieldAFeature() {
        var features = Declare.set(
                Declare.field("amount", Type.DOUBLE, "amount"),
                Declare.count("count_1h", Duration.ofHours(1)),
                Declare.field("card_present", Type.BOOLEAN, "cardPresent"),
                Declare.field("country", Type.STRING, "country"));

        assertThat(FeaturesSchema.of("fraud", features).schema())
                .hasToString(
                        "{\"type\":\"record\",\"name\":\"Features\",\"namespace\":\"io.sluicegate.features.fraud\","
                                + "\"doc\":\"The features of one event.\",\"fields\":[{\"name\":\"eventId\",\"type\":\"string\"},"
                                + "{\"name\":\"eventTime\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},"
                                + "{\"name\":\"featureSet\",\"type\":\"string\"},"
                                + "{\"name\":\"amount\",\"type\":[\"null\",\"double\"],\"default\":null},"
                                + "{\"name\":\"count_1h\",\"type\":[\"null\",\"long\"],\"default\":null},"
                                + "{\"name\":\"card_present\",\"type\":[\"null\",\"boolean\"],\"default\":null},"
                                + "{\"name\":\"country\",\"type\":[\"null\",\"string\"],\"default\":null}]}");
    }

    @Test
    void shouldNameTheFormOfAVector() {
        var pixels = new FeatureDefinition(
                "pixels", new VectorForm(VectorForm.Element.UINT8, List.of(28, 28)), new Field("image", false));

        assertThat(FeaturesSchema.of("fraud", Declare.set(pixels)).schema().getField("pixels"))
                .satisfies(field -> assertThat(field.schema())
                        .hasToString("[\"null\",{\"type\":\"bytes\",\"elements\":\"uint8\",\"shape\":[28,28]}]"))
                .satisfies(field -> assertThat(field.hasDefaultValue()).isTrue());
    }

    @Test
    void shouldPutTheFeaturesIntoARecord() {
        var features = Declare.set(
                Declare.field("amount", Type.DOUBLE, "amount"), Declare.field("country", Type.STRING, "country"));
        var record = FeaturesSchema.of("fraud", features)
                .record(new FeatureVector("t-1", "c", 1_000, Arrays.asList(2.5, null)));

        assertThat(record)
                .hasToString("{\"eventId\": \"t-1\", \"eventTime\": 1000, \"featureSet\": \"" + features.fingerprint()
                        + "\", \"amount\": 2.5, \"country\": null}");
    }
}
