package io.sluicegate.bench.peers.adapter;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The JSON of a point: its numbers are one text, separated by commas. */
final class JsonPointModule {
    private static final String CREATED = "creationTimestamp";
    private static final String ROWS = "dataPointSz1";
    private static final String COLUMNS = "dataPointSz2";
    private static final String NUMBERS = "dataPoint";
    private static final String PREDICTION = "prediction";

    private JsonPointModule() {}

    static ObjectMapper mapper() {
        var module = new SimpleModule();
        module.addSerializer(JsonPoint.class, new Writer());
        module.addDeserializer(JsonPoint.class, new Reader());
        return new ObjectMapper().registerModule(module);
    }

    private static final class Writer extends StdSerializer<JsonPoint> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(JsonPoint.class);
        }

        @Override
        public void serialize(JsonPoint point, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            json.writeNumberField(CREATED, point.created());
            json.writeNumberField(ROWS, point.rows().size());
            json.writeNumberField(COLUMNS, point.rows().get(0).size());
            json.writeStringField(NUMBERS, text(point.rows()));
            json.writeStringField(PREDICTION, point.prediction());
            json.writeEndObject();
        }

        private static String text(List<List<Float>> rows) {
            var text = new StringBuilder();
            for (var row : rows) {
                for (var number : row) {
                    text.append(number).append(',');
                }
            }
            return text.toString();
        }
    }

    private static final class Reader extends StdDeserializer<JsonPoint> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(JsonPoint.class);
        }

        @Override
        public JsonPoint deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = parser.getCodec().readTree(parser);
            var numbers = node.get(NUMBERS).textValue().split(",");
            int columns = node.get(COLUMNS).intValue();
            var rows = new ArrayList<List<Float>>();
            for (int row = 0; row < node.get(ROWS).intValue(); row++) {
                rows.add(boxed(numbers, row * columns, columns));
            }
            return new JsonPoint(
                    node.get(CREATED).longValue(), rows, node.get(PREDICTION).textValue());
        }

        private static List<Float> boxed(String[] numbers, int from, int count) {
            var row = new ArrayList<Float>();
            for (int i = 0; i < count; i++) {
                row.add(Float.valueOf(numbers[from + i]));
            }
            return row;
        }
    }
}
