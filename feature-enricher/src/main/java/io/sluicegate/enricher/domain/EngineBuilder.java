package io.sluicegate.enricher.domain;

import dev.cel.common.types.CelKind;
import io.sluicegate.enricher.domain.FeatureProblem.Flaw;
import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A builder of engines, which reports all problems of a declaration at once. */
final class EngineBuilder {
    private static final Set<CelKind> NAMES = Set.of(CelKind.STRING, CelKind.INT, CelKind.DYN);
    private static final Set<CelKind> TIMES = Set.of(CelKind.TIMESTAMP, CelKind.INT, CelKind.DYN);

    private final FeatureSet features;
    private final EventSettings events;
    private final Set<String> unsure;
    private final EventFields fields;
    private final List<FeatureProblem> problems = new ArrayList<>();

    /** @param unsure names of features whose declaration is wrong already */
    EngineBuilder(FeatureSet features, EventSettings events, EventFields fields, Set<String> unsure) {
        this.features = features;
        this.events = events;
        this.fields = fields;
        this.unsure = unsure;
    }

    /** All problems. */
    List<FeatureProblem> check() {
        var unused = field("entity", events.entity(), NAMES);
        var unusedTime = field("time", events.time(), TIMES);
        events.id().ifPresent(name -> field("id", name, NAMES));
        var unusedFormulas = formulas();
        return problems;
    }

    private FormulaBuilder formulas() {
        var names = features.features().stream().map(FeatureDefinition::name).toList();
        var formulas = new FormulaBuilder(fields, events, problems, names, unsure);
        features.features().forEach(formulas::add);
        return formulas;
    }

    FeatureEngine build(Schema schema) {
        var entity = field("entity", events.entity(), NAMES);
        var time = field("time", events.time(), TIMES);
        var id = events.id().map(name -> field("id", name, NAMES));
        var formulas = formulas();
        if (entity == null || time == null || !problems.isEmpty()) {
            throw new InvalidFeatureSetException(problems);
        }
        var intake = new Intake(entity, id, time, events.future().toMillis(), required(), formulas.vectors());
        return formulas.engine(intake, new EventNeeds(schema, fields.used(), requiredPaths()));
    }

    private @Nullable EventField field(String key, String path, Set<CelKind> kinds) {
        var field = fields.use(path);
        if (field.isEmpty()) {
            problem(
                    key,
                    "the event has no field " + path + " that can be read; it has "
                            + String.join(", ", fields.all().keySet()));
        } else if (!kinds.contains(field.get().type().kind())) {
            problem(key, "the field " + path + " is a " + field.get().type().name());
        }
        return field.orElse(null);
    }

    private void problem(String key, String what) {
        problems.add(new Flaw(key, what).in("events"));
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
