package io.sluicegate.enricher.domain;

import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.FeatureSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * The engine that computes features: (state, event) → (state, features), without clock, I/O or memory of its own. The same events
 * of an entity in the same order give the same features to the bit. Safe for use by several threads.
 *
 * <p>An event within the lateness of its entity's newest one counts in every window that its time lies in, whatever the order of
 * arrival. An older one still gets features, from itself and what the rings still hold, but leaves no trace in the state.
 */
public final class FeatureEngine {
    private static final byte[] NEW = EntityStates.empty();

    private final Intake intake;
    private final EventNeeds needs;
    private final Formula[] formulas;
    private final Map<String, Formula> variables;
    private final int windows;
    private final EntityStates states;

    FeatureEngine(
            Intake intake,
            EventNeeds needs,
            List<Formula> formulas,
            Map<String, Formula> variables,
            List<Window> windows,
            long lateness) {
        this.intake = intake;
        this.needs = needs;
        this.formulas = formulas.toArray(Formula[]::new);
        this.variables = variables;
        this.windows = windows.size();
        this.states = new EntityStates(windows, lateness);
    }

    /**
     * The engine for a feature set over events of a schema.
     *
     * @throws InvalidFeatureSetException if the feature set doesn't fit the schema
     */
    public static FeatureEngine of(FeatureSet features, EventSettings events, Schema schema) {
        return new EngineBuilder(features, events, new EventFields(schema), Set.of()).build(schema);
    }

    /**
     * All problems that keep a feature set from being computed.
     *
     * @param schema the events' schema; without one, any field may exist, with any type
     * @param unsure names of features whose declaration is known to be wrong, so that no further problem is derived from it
     */
    public static List<FeatureProblem> check(
            FeatureSet features, EventSettings events, Optional<Schema> schema, Set<String> unsure) {
        var fields = schema.map(EventFields::new).orElseGet(EventFields::any);
        return List.copyOf(new EngineBuilder(features, events, fields, unsure).check());
    }

    /** The fields that the engine reads of events. */
    public EventNeeds needs() {
        return needs;
    }

    /**
     * Whether a decoded event can have features.
     *
     * @param key the record's key
     * @param event a record of the engine's schema, generic or specific
     * @param now the clock, in milliseconds
     */
    public Admission admit(@Nullable String key, IndexedRecord event, Position position, long now) {
        return intake.admit(key, event, position, now);
    }

    /** Whether a decoded event that was recorded without a key can have features; its entity stands for the key. */
    public Admission admit(IndexedRecord event, Position position, long now) {
        return intake.admit(event, position, now);
    }

    /**
     * The entity's next state and the event's features.
     *
     * @param state the entity's state; null if there is none yet
     * @throws io.sluicegate.runtime.binary.UnreadableState if this engine can't read the state
     */
    public Computed compute(byte @Nullable [] state, Event event) {
        var scope = new Scope(variables, event.fields(), windows, formulas.length);
        var updated = states.update(state == null ? NEW : state, event.time(), scope);
        for (int i = 0; i < formulas.length; i++) {
            scope.setFeature(i, formulas[i].evaluate(scope));
        }
        var features = new FeatureVector(event.id(), event.entity(), event.time(), scope.features());
        return new Computed(updated.bytes(), features, scope.failed(), state == null ? 0 : updated.begun());
    }
}
