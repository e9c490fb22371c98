package io.sluicegate.enricher.domain;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelVariableResolver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** The variables while the features of one event are computed: the event, its windows, the features so far. */
final class Scope implements CelVariableResolver {
    private final Map<String, Formula> variables;
    private final IndexedRecord event;
    private final Tally[] windows;
    private final @Nullable Object[] features;
    private List<String> failed = List.of();

    Scope(Map<String, Formula> variables, IndexedRecord event, int windows, int features) {
        this.variables = variables;
        this.event = event;
        this.windows = new Tally[windows];
        this.features = new Object[features];
    }

    IndexedRecord event() {
        return event;
    }

    Tally window(int index) {
        return windows[index];
    }

    @Nullable
    Object feature(int index) {
        return features[index];
    }

    void setWindow(int index, Tally total) {
        windows[index] = total;
    }

    void setFeature(int index, @Nullable Object value) {
        features[index] = value;
    }

    /** Notes that the feature's expression failed. */
    void fail(String feature) {
        if (failed.isEmpty()) {
            failed = new ArrayList<>();
        }
        failed.add(feature);
    }

    List<String> failed() {
        return List.copyOf(failed);
    }

    List<@Nullable Object> features() {
        return Collections.unmodifiableList(Arrays.asList(features));
    }

    /** The variable of an expression; empty for a name that isn't one. */
    @Override
    public Optional<Object> find(String name) {
        var variable = variables.get(name);
        if (variable == null) {
            return Optional.empty();
        }
        var value = variable.evaluate(this);
        return Optional.of(value == null ? NullValue.NULL_VALUE : value);
    }
}
