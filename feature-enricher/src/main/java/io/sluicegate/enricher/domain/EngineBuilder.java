package io.sluicegate.enricher.domain;

import dev.cel.common.types.CelKind;
import io.sluicegate.platform.config.EventSettings;
import io.sluicegate.platform.config.FeatureDefinition;
import io.sluicegate.platform.config.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Builds an engine once, and says everything that is wrong with the declaration at once. */
final class EngineBuilder {
    private static final Set<CelKind> NAMES = Set.of(CelKind.STRING, CelKind.INT);
    private static final Set<CelKind> TIMES = Set.of(CelKind.TIMESTAMP, CelKind.INT);

    private final FeatureSet features;
    private final EventSettings events;
    private final Schema schema;
    private final EventFields fields;
    private final List<String> problems = new ArrayList<>();

    EngineBuilder(FeatureSet features, EventSettings events, Schema schema) {
        this.features = features;
        this.events = events;
        this.schema = schema;
        this.fields = new EventFields(schema);
    }

    FeatureEngine build() {
        var entity = field("events.entity", events.entity(), NAMES);
        var time = field("events.time", events.time(), TIMES);
        var id = events.id().map(name -> field("events.id", name, NAMES));
        var formulas = new FormulaBuilder(fields, events, problems);
        features.features().forEach(formulas::add);
        if (entity == null || time == null || !problems.isEmpty()) {
            throw new InvalidFeatureSetException(problems);
        }
        var intake = new Intake(entity, id, time, events.future().toMillis(), required());
        return formulas.engine(intake, new EventNeeds(schema, fields.used(), requiredPaths()));
    }

    private @Nullable EventField field(String place, String path, Set<CelKind> kinds) {
        var field = fields.use(path);
        if (field.isEmpty()) {
            problems.add(place + ": the event has no field " + path + " that can be read; it has "
                    + String.join(", ", fields.all().keySet()));
        } else if (!kinds.contains(field.get().type().kind())) {
            problems.add(place + ": the field " + path + " is a "
                    + field.get().type().name());
        }
        return field.orElse(null);
    }

    private List<EventField> required() {
        return requiredByFeatures().map(fields::use).flatMap(Optional::stream).toList();
    }

    private Stream<String> requiredByFeatures() {
        return features.features().stream()
                .map(FeatureDefinition::source)
                .filter(source -> source instanceof FeatureDefinition.Field field && field.required())
                .map(source -> ((FeatureDefinition.Field) source).field());
    }

    private Set<String> requiredPaths() {
        var always = Stream.concat(Stream.of(events.entity(), events.time()), events.id().stream());
        return Stream.concat(always, requiredByFeatures()).collect(Collectors.toSet());
    }
}
