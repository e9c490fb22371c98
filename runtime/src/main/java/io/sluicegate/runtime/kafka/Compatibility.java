package io.sluicegate.runtime.kafka;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** Whether two schemas can read each other's records. */
final class Compatibility {
    private static final Pattern FIELD = Pattern.compile("^/fields/(\\d+)");

    private Compatibility() {}

    /** What keeps one of them from reading the other's records; empty if nothing does. */
    static Optional<String> trouble(Schema before, Schema after) {
        return trouble("the new cannot read the old", after, before)
                .or(() -> trouble("the old cannot read the new", before, after));
    }

    /** What may keep a reader from reading a writer's records; empty if nothing does. */
    static Optional<String> unreadable(Schema reader, Schema writer) {
        return trouble("what differs", reader, writer);
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

    /** The field's name where there is one: Avro says only its number. */
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
