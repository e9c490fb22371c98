package io.sluicegate.runtime.kafka;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericData.StringType;

/** Sets the Java class of strings in a schema, at every depth. */
final class StringTypes {
    private final Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final StringType type;

    private StringTypes(StringType type) {
        this.type = type;
    }

    static void set(Schema schema, StringType type) {
        new StringTypes(type).visit(schema);
    }

    private void visit(Schema schema) {
        if (!seen.add(schema)) {
            return;
        }
        switch (schema.getType()) {
            case STRING, MAP -> mark(schema);
            case ARRAY -> visit(schema.getElementType());
            case UNION -> schema.getTypes().forEach(this::visit);
            case RECORD -> schema.getFields().forEach(field -> visit(field.schema()));
            default -> {}
        }
    }

    private void mark(Schema schema) {
        if (schema.getProp(GenericData.STRING_PROP) == null) {
            GenericData.setStringType(schema, type);
        }
        if (schema.getType() == Schema.Type.MAP) {
            visit(schema.getValueType());
        }
    }
}
