package io.sluicegate.platform.kafka;

import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** Whether two schemas can read each other's records. */
final class Compatibility {
    private Compatibility() {}

    /** What keeps one of them from reading the other's records; empty if nothing does. */
    static Optional<String> trouble(Schema before, Schema after) {
        return trouble("the new cannot read the old", after, before)
                .or(() -> trouble("the old cannot read the new", before, after));
    }

    private static Optional<String> trouble(String what, Schema reader, Schema writer) {
        var incompatibilities = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities();
        return incompatibilities.isEmpty()
                ? Optional.empty()
                : Optional.of(incompatibilities.stream()
                        .map(it -> it.getType() + " at " + it.getLocation() + ", " + it.getMessage())
                        .collect(Collectors.joining("; ", what + " (", ")")));
    }
}
