package io.sluicegate.enricher.events;

import io.sluicegate.runtime.binary.BinaryInput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Skips unneeded values of any schema, including recursive ones. */
final class Skips {
    private final Map<String, Value[]> records = new HashMap<>();

    private Skips() {}

    static Value of(Schema schema) {
        return new Skips().skip(schema);
    }

    private Value skip(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> in -> null;
            case BOOLEAN -> pass(1);
            case INT, LONG, ENUM -> BinaryInput::readLong;
            case FLOAT -> pass(Float.BYTES);
            case DOUBLE -> pass(Double.BYTES);
            case FIXED -> pass(schema.getFixedSize());
            case STRING, BYTES ->
                in -> {
                    in.pass(in.readInt());
                    return null;
                };
            case ARRAY -> blocks(skip(schema.getElementType()));
            case MAP -> blocks(entry(skip(schema.getValueType())));
            case UNION -> union(schema);
            case RECORD -> record(schema);
        };
    }

    private static Value pass(int bytes) {
        return in -> {
            in.pass(bytes);
            return null;
        };
    }

    private static Value entry(Value value) {
        return in -> {
            in.pass(in.readInt());
            return value.read(in);
        };
    }

    private Value union(Schema schema) {
        var branches = schema.getTypes().stream().map(this::skip).toArray(Value[]::new);
        return in -> branches[in.readIndex(branches.length)].read(in);
    }

    private Value record(Schema schema) {
        var known = records.get(schema.getFullName());
        var fields = known == null ? fields(schema) : known;
        return in -> all(fields, in);
    }

    /** The skip of a record. A record may contain itself, so its skip is stored before those of its fields. */
    private Value[] fields(Schema schema) {
        var fields = new Value[schema.getFields().size()];
        records.put(schema.getFullName(), fields);
        for (int i = 0; i < fields.length; i++) {
            fields[i] = skip(schema.getFields().get(i).schema());
        }
        return fields;
    }

    private static Object all(Value[] fields, BinaryInput in) throws IOException {
        for (var field : fields) {
            var unused = field.read(in);
        }
        return fields;
    }

    /** Skips a block: as a whole if it gives its size in bytes, otherwise item by item. */
    private static Value blocks(Value item) {
        return in -> {
            for (long count = in.readLong(); count != 0; count = in.readLong()) {
                if (count < 0) {
                    in.pass(in.readInt());
                } else {
                    items(item, count, in);
                }
            }
            return null;
        };
    }

    /** Skips items without any bytes together, because a few bytes can claim any number of such items. */
    private static void items(Value item, long count, BinaryInput in) throws IOException {
        for (long i = 0; i < count; i++) {
            int before = in.position();
            var unused = item.read(in);
            if (in.position() == before) {
                return;
            }
        }
    }
}
