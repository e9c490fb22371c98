package io.sluicegate.drift.stream;

import org.apache.avro.Schema;

/**
 * The fields of a features record that can be counted, and those that identify the row: all that are no vectors. Vectors have no
 * distribution, and reading them would cost more than all else.
 */
final class CountedFields {
    private CountedFields() {}

    /** The schema of the record without its vectors; the schema itself if it has none. */
    static Schema of(Schema record) {
        if (record.getType() != Schema.Type.RECORD
                || record.getFields().stream().allMatch(field -> isCounted(field.schema()))) {
            return record;
        }
        var fields = record.getFields().stream()
                .filter(field -> isCounted(field.schema()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(record.getName(), record.getDoc(), record.getNamespace(), false, fields);
    }

    private static boolean isCounted(Schema schema) {
        return switch (schema.getType()) {
            case BYTES, FIXED, ARRAY -> false;
            case UNION -> schema.getTypes().stream().allMatch(CountedFields::isCounted);
            default -> true;
        };
    }
}
