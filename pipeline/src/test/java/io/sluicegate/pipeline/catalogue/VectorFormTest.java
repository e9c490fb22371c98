package io.sluicegate.pipeline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.pipeline.catalogue.VectorForm.Element;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VectorFormTest {
    @ParameterizedTest
    @EnumSource(Element.class)
    void shouldStandInTheSchemaOfAField(Element element) {
        var form = new VectorForm(element, List.of(3, 28, 28));

        var schema = new Schema.Parser().parse(form.schema().toString());

        assertThat(schema.getType()).isEqualTo(Schema.Type.BYTES);
        assertThat(VectorForm.of(schema)).contains(form);
        assertThat(form.bytes()).isEqualTo(3 * 28 * 28 * element.bytes());
    }

    @Test
    void shouldFindNoFormInOtherSchemas() {
        assertThat(VectorForm.of(Schema.create(Schema.Type.BYTES))).isEmpty();
        assertThat(VectorForm.of(Schema.create(Schema.Type.STRING))).isEmpty();
        for (var properties : List.of(
                "\"elements\":\"uint9\",\"shape\":[2]",
                "\"elements\":\"uint8\",\"shape\":[0]",
                "\"elements\":\"uint8\",\"shape\":[\"2\"]",
                "\"elements\":8,\"shape\":[2]",
                "\"elements\":\"uint8\"")) {
            assertThat(VectorForm.of(new Schema.Parser().parse("{\"type\":\"bytes\"," + properties + "}")))
                    .as(properties)
                    .isEmpty();
        }
        assertThat(VectorForm.of(SchemaBuilder.array().items().floatType())).isEmpty();
    }

    @Test
    void shouldRefuseAShapeThatNoFeaturesRecordTakes() {
        assertThatThrownBy(() -> new VectorForm(Element.FLOAT32, List.of()))
                .hasMessage("a vector has shape [], which isn't a positive length for each axis");
        assertThatThrownBy(() -> new VectorForm(Element.FLOAT32, List.of(2, -1)))
                .hasMessageContaining("has shape [2, -1]");
        assertThatThrownBy(() -> new VectorForm(Element.FLOAT64, List.of(500, 501)))
                .hasMessage("a vector of float64 [500, 501] takes 2004000 bytes, more than the 2000000 of a features"
                        + " record");
        assertThatThrownBy(() -> new VectorForm(Element.UINT8, List.of(2_000_000, 2_000_000, 2_000_000)))
                .hasMessageContaining("takes 8000000000000000000 bytes");
        assertThat(new VectorForm(Element.UINT8, List.of(3, 224, 224))).hasToString("uint8 [3, 224, 224]");
    }

    @ParameterizedTest
    @CsvSource({
        "UINT8, 255, true",
        "UINT8, 256, false",
        "UINT8, -1, false",
        "INT8, -128, true",
        "INT16, 32768, false",
        "UINT32, 4294967295, true",
        "UINT64, -1, false",
        "INT64, -9223372036854775808, true",
        "BOOL, 1, true",
        "BOOL, 2, false",
        "FLOAT32, 16777216, true",
        "FLOAT32, 16777217, false",
        "FLOAT64, 16777217, true",
        "FLOAT64, 9007199254740993, false",
    })
    void shouldHoldAWholeNumberWithoutRounding(Element element, long value, boolean holds) {
        assertThat(element.holds(value)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT32, 0.1, true",
        "FLOAT32, 1e39, false",
        "FLOAT32, NaN, true",
        "FLOAT32, Infinity, true",
        "FLOAT64, 1e300, true",
        "UINT8, 3, true",
        "UINT8, 3.5, false",
        "UINT8, 300, false",
        "UINT8, NaN, false",
        "INT64, 1e300, false",
    })
    void shouldHoldANumberThatIsRoundedButNotToInfinity(Element element, double value, boolean holds) {
        assertThat(element.holds(value)).isEqualTo(holds);
    }
}
