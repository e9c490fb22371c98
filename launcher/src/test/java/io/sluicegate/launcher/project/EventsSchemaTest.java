package io.sluicegate.launcher.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.launcher.project.FieldType.Nested;
import io.sluicegate.launcher.project.FieldType.OneOf;
import io.sluicegate.launcher.project.FieldType.Other;
import io.sluicegate.launcher.project.FieldType.Plain;
import io.sluicegate.launcher.project.FieldType.Time;
import io.sluicegate.launcher.project.FieldType.Vector;
import io.sluicegate.launcher.rows.FieldSource;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.catalogue.VectorForm.Element;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class EventsSchemaTest {
    @Test
    void shouldWriteEachTypeAndKeepTheColumnsName() {
        var schema = parsed(EventsSchema.of(
                "bike_stations",
                List.of(
                        field("start time", "start_time", new Time(TimeForm.EPOCH_SECONDS), false),
                        field("bikes", "bikes", Plain.LONG, true),
                        field("weather", "weather", new OneOf(List.of("rain", "sun")), false),
                        field("open", "open", Plain.BOOLEAN, false),
                        field("xs", "xs", new Vector(new VectorForm(Element.FLOAT32, List.of(2))), false),
                        field("place", "place", new Nested(List.of(field("lat", "lat", Plain.DOUBLE, false))), false),
                        field("tags", "tags", new Other("left out"), false))));

        assertThat(schema.getFullName()).isEqualTo("bike_stations.BikeStations");
        assertThat(schema.getFields())
                .extracting(Schema.Field::name)
                .doesNotContain("tags")
                .hasSize(6);
        var start = schema.getField("start_time");
        assertThat(start.schema().getLogicalType().getName()).isEqualTo("timestamp-millis");
        assertThat(start.aliases()).containsExactly("start time");
        assertThat(start.getProp(FieldSource.FORM)).isEqualTo("epoch-seconds");
        assertThat(schema.getField("bikes").schema()).hasToString("[\"null\",\"long\"]");
        assertThat(schema.getField("bikes").hasDefaultValue()).isTrue();
        assertThat(schema.getField("bikes").aliases()).isEmpty();
        assertThat(schema.getField("weather").schema().getEnumSymbols()).containsExactly("rain", "sun");
        assertThat(schema.getField("xs").schema()).hasToString("{\"type\":\"array\",\"items\":\"double\"}");
        assertThat(schema.getField("place").schema().getField("lat").schema().getType())
                .isEqualTo(Schema.Type.DOUBLE);
    }

    @Test
    void shouldReadTheFieldsOfASchemaThatSomebodyWrote() {
        var schema = SchemaBuilder.record("Visit")
                .fields()
                .requiredString("customerId")
                .optionalDouble("age")
                .requiredInt("visits")
                .requiredBytes("image")
                .endRecord();

        assertThat(EventsSchema.fields(schema))
                .satisfiesExactly(
                        id -> assertThat(id.type()).isEqualTo(Plain.STRING),
                        age -> {
                            assertThat(age.type()).isEqualTo(Plain.DOUBLE);
                            assertThat(age.isOptional()).isTrue();
                        },
                        visits -> assertThat(visits.type()).isEqualTo(Plain.LONG),
                        image -> assertThat(image.type()).isInstanceOf(Other.class));
    }

    private static Schema parsed(Schema schema) {
        return new Schema.Parser().parse(schema.toString());
    }

    private static Field field(String source, String name, FieldType type, boolean isOptional) {
        return new Field(source, name, type, isOptional, Optional.empty(), List.of());
    }
}
