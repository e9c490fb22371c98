package io.sluicegate.launcher.rows;

import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.Nearest;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The fields of a pipeline's events that have a meaning of their own.
 *
 * @param id empty if the events have no id of their own
 */
public record EventFields(FieldPath entity, FieldPath time, Optional<FieldPath> id) {

    /** @throws CommandFailed if the schema lacks one of them */
    public static EventFields of(EventSettings events, Schema schema) {
        return new EventFields(
                field("events.entity", events.entity(), schema),
                field("events.time", events.time(), schema),
                events.id().map(id -> field("events.id", id, schema)));
    }

    private static FieldPath field(String key, String path, Schema schema) {
        return FieldPath.of(schema, path)
                .orElseThrow(() -> new CommandFailed(Message.FIELD_NOT_IN_EVENTS, path, key, near(path, schema)));
    }

    private static String near(String path, Schema schema) {
        return Nearest.to(
                        path,
                        schema.getFields().stream().map(Schema.Field::name).toList())
                .map(it -> "; is '" + it + "' meant?")
                .orElse("");
    }
}
