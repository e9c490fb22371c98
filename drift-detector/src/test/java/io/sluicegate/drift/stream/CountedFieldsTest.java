package io.sluicegate.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.catalogue.VectorForm;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class CountedFieldsTest {
    @Test
    void shouldLeaveOutVectors() {
        var vector = new VectorForm(VectorForm.Element.FLOAT32, List.of(2, 3)).schema();
        var schema = SchemaBuilder.record("Features")
                .namespace("test")
                .fields()
                .requiredString("eventId")
                .name("pixels")
                .type(Schema.createUnion(Schema.create(Schema.Type.NULL), vector))
                .withDefault(null)
                .optionalDouble("amount")
                .name("embedding")
                .type(SchemaBuilder.array().items().floatType())
                .noDefault()
                .optionalString("category")
                .endRecord();

        assertThat(CountedFields.of(schema))
                .isEqualTo(SchemaBuilder.record("Features")
                        .namespace("test")
                        .fields()
                        .requiredString("eventId")
                        .optionalDouble("amount")
                        .optionalString("category")
                        .endRecord());
    }

    @Test
    void shouldTakeASchemaWithoutVectorsAsItIs() {
        var schema = SchemaBuilder.record("Features")
                .fields()
                .optionalDouble("amount")
                .endRecord();

        assertThat(CountedFields.of(schema)).isSameAs(schema);
        assertThat(CountedFields.of(Schema.create(Schema.Type.BYTES)).getType()).isEqualTo(Schema.Type.BYTES);
    }
}
