package io.sluicegate.bench.chaos;

import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaBuilder.FieldAssembler;

/**
 * The successive schemas of the events. Each is BACKWARD compatible with the previous one: a reader with the new schema can read the old
 * events, but not the other way round.
 */
final class EventSchemas {
    private static final List<String> DEVICES = List.of("PHONE", "DESKTOP");
    private static final List<String> MORE_DEVICES = List.of("PHONE", "DESKTOP", "TABLET");

    /** What the features use, in any of the schemas. */
    static final Schema USED = used(MORE_DEVICES).endRecord();

    private EventSchemas() {}

    /** The schema with the number: the second drops a field, the third adds a symbol, each later one adds an optional field. */
    static Schema number(int number) {
        var fields = used(number < 3 ? DEVICES : MORE_DEVICES);
        if (number < 2) {
            fields.requiredString("agent");
        }
        for (var added = 4; added <= number; added++) {
            fields.optionalString("added_" + added);
        }
        return fields.endRecord();
    }

    private static FieldAssembler<Schema> used(List<String> devices) {
        var device = SchemaBuilder.enumeration("Device")
                .namespace("io.sluicegate.bench.visits")
                .symbols(devices.toArray(String[]::new));
        return SchemaBuilder.record("Visit")
                .namespace("io.sluicegate.bench.visits")
                .fields()
                .requiredString(Visits.ID)
                .requiredString(Visits.SHOPPER)
                .name(Visits.TIME)
                .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
                .noDefault()
                .optionalDouble(Visits.AMOUNT)
                .requiredString(Visits.CHANNEL)
                .name(Visits.DEVICE)
                .type(device)
                .noDefault();
    }
}
