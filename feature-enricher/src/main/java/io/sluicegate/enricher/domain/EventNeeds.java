package io.sluicegate.enricher.domain;

import java.util.Set;
import org.apache.avro.Schema;

/**
 * The needs of a feature set: the only fields that are read of its events.
 *
 * @param schema the schema that the feature set was checked against
 * @param fields the fields that the feature set reads, by dotted path
 * @param required the fields without which an event can have no features
 */
public record EventNeeds(Schema schema, Set<String> fields, Set<String> required) {
    public EventNeeds {
        fields = Set.copyOf(fields);
        required = Set.copyOf(required);
    }

    /** Whether the field or one within it is read. */
    public boolean touch(String path) {
        return touch(fields, path);
    }

    /** Whether the field or one within it is required. */
    public boolean require(String path) {
        return touch(required, path);
    }

    private static boolean touch(Set<String> paths, String path) {
        return paths.contains(path) || paths.stream().anyMatch(other -> other.startsWith(path + "."));
    }
}
