package io.sluicegate.runtime.kafka;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** The check whether two schemas can read each other's records. */
final class Compatibility {
    private static final Pattern FIELD = Pattern.compile("^/fields/(\\d+)");

    private Compatibility() {}

    /** Why one of the schemas can't read the other's records; empty if both can. */
    static Optional<String> trouble(Schema before, Schema after) {
        return trouble("the new schema can't read the old one's records", after, before)
                .or(() -> trouble("the old schema can't read the new one's records", before, after));
    }

    /** Why the reader's schema may be unable to read the writer's records; empty if it can. */
    static Optional<String> unreadable(Schema reader, Schema writer) {
        return trouble("differences", reader, writer);
    }

    private static Optional<String> trouble(String what, Schema reader, Schema writer) {
        var incompatibilities = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities();
        return incompatibilities.isEmpty()
                ? Optional.empty()
                : Optional.of(incompatibilities.stream()
                        .map(it -> it.getType() + " at " + place(it, reader) + ", " + it.getMessage())
                        .collect(Collectors.joining("; ", what + " (", ")")));
    }

    /** The place with the field's name instead of its number, which is all that Avro gives. */
    private static String place(Incompatibility incompatibility, Schema reader) {
        var field = FIELD.matcher(incompatibility.getLocation());
        return field.find() && reader.getType() == Schema.Type.RECORD
                ? "field '"
                        + reader.getFields()
                                .get(Integer.parseInt(field.group(1)))
                                .name() + "'"
                : incompatibility.getLocation();
    }
}
