package io.sluicegate.enricher.events;

import io.sluicegate.enricher.domain.EventNeeds;
import io.sluicegate.enricher.events.EventPlan.Constant;
import io.sluicegate.enricher.events.EventPlan.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * The planner of {@link EventPlan}s, which reports why events of a writer's schema can't be read. A field that the writer lacks
 * gets the default of the engine's schema, or null if it is nullable; a required field, or one that always had a value, must not be
 * missing.
 */
public final class Planner {
    private final EventNeeds needs;
    private final List<String> problems = new ArrayList<>();

    private Planner(EventNeeds needs) {
        this.needs = needs;
    }

    /** The outcome of planning. */
    public sealed interface Planned {}

    /** The plan by which events can be read. */
    public record Feasible(EventPlan plan) implements Planned {}

    /** The reasons why events can't be read. */
    public record Unreadable(String why) implements Planned {}

    public static Planned plan(Schema writer, EventNeeds needs) {
        if (writer.getType() != Schema.Type.RECORD) {
            return new Unreadable("an event is a " + name(writer) + ", not a record");
        }
        var planner = new Planner(needs);
        var plan = planner.record(Schema.applyAliases(writer, needs.schema()), needs.schema(), "");
        return planner.problems.isEmpty() ? new Feasible(plan) : new Unreadable(String.join("; ", planner.problems));
    }

    private EventPlan record(Schema writer, Schema expected, String prefix) {
        var slots = new ArrayList<Slot>();
        for (var field : writer.getFields()) {
            var known = expected.getField(field.name());
            boolean needed = known != null && needs.touch(prefix + field.name());
            slots.add(needed ? slot(field, known, prefix) : new Slot(-1, Skips.of(field.schema())));
        }
        var constants = expected.getFields().stream()
                .filter(field -> needs.touch(prefix + field.name()) && writer.getField(field.name()) == null)
                .flatMap(field -> constant(field, prefix + field.name()).stream())
                .toList();
        return new EventPlan(expected, slots, constants);
    }

    private Slot slot(Schema.Field field, Schema.Field known, String prefix) {
        var path = prefix + known.name();
        var value = value(field.schema(), known.schema(), path);
        if (value.isEmpty()) {
            problems.add("the field " + path + " is a " + name(field.schema()) + ", the features were made for a "
                    + name(known.schema()));
        }
        return new Slot(known.pos(), value.orElse(in -> null));
    }

    private Optional<Value> value(Schema writer, Schema expected, String path) {
        var wanted = Values.present(expected);
        return wanted.getType() == Schema.Type.RECORD ? nested(writer, wanted, path) : Values.of(writer, expected);
    }

    private Optional<Value> nested(Schema writer, Schema wanted, String path) {
        if (writer.getType() != Schema.Type.UNION) {
            return writer.getType() == Schema.Type.RECORD
                    ? Optional.of(record(writer, wanted, path + "."))
                    : Optional.empty();
        }
        var branches = new ArrayList<Value>();
        for (var branch : writer.getTypes()) {
            var value = branch.getType() == Schema.Type.NULL
                    ? Optional.<Value>of(in -> null)
                    : nested(branch, wanted, path);
            value.ifPresent(branches::add);
        }
        return branches.size() == writer.getTypes().size()
                ? Optional.of(Values.oneOf(branches.toArray(Value[]::new)))
                : Optional.empty();
    }

    private Optional<Constant> constant(Schema.Field field, String path) {
        var value = field.hasDefaultValue() ? GenericData.get().getDefaultValue(field) : null;
        boolean mayBeAbsent =
                !needs.require(path) && (value != null || field.schema().isNullable());
        if (!mayBeAbsent) {
            problems.add("the field " + path + " is gone");
            return Optional.empty();
        }
        return Optional.of(new Constant(field.pos(), value));
    }

    private static String name(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .map(Planner::name)
                        .reduce((a, b) -> a + " or " + b)
                        .orElse("nothing")
                : schema.getType().name().toLowerCase(Locale.ROOT);
    }
}
