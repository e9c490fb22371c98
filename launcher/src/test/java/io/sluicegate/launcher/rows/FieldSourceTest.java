package io.sluicegate.launcher.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class FieldSourceTest {
    @Test
    void shouldTurnSecondsIntoMilliseconds() {
        assertThat(value("epoch-seconds", LongNode.valueOf(1_767_225_600))).isEqualTo(1_767_225_600_000L);
        assertThat(value("epoch-seconds", DoubleNode.valueOf(1_767_225_600.25))).isEqualTo(1_767_225_600_250L);
        assertThat(value("epoch-seconds", TextNode.valueOf(" 1767225600 "))).isEqualTo(1_767_225_600_000L);
    }

    @Test
    void shouldLeaveOtherForms() {
        assertThat(value("epoch-millis", LongNode.valueOf(1_767_225_600_000L))).isEqualTo(1_767_225_600_000L);
        assertThat(value("iso8601", TextNode.valueOf("2026-01-01T00:00:00Z"))).isEqualTo(1_767_225_600_000L);
        assertThat(value("epoch-seconds", TextNode.valueOf("2026-01-01T00:00:00Z")))
                .isEqualTo(1_767_225_600_000L);
    }

    private static Object value(String form, JsonNode value) {
        var field = new Schema.Field("at", LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)));
        field.addProp(FieldSource.FORM, form);
        var schema = Schema.createRecord("Event", "", "com.example", false, java.util.List.of(field));
        var row = JsonNodeFactory.instance.objectNode();
        row.set("at", value);
        return new RecordMaker(schema).make(new Reading.Row(2, row, true)).get("at");
    }
}
