package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.catalogue.ProfileKind;
import io.sluicegate.pipeline.catalogue.VectorForm;
import java.time.Duration;
import java.util.Optional;

/**
 * One feature: a field of the event, a CEL expression, or an aggregate over a window of event time.
 *
 * @param vector the form of the vectors; empty for features of other types
 */
public record FeatureDefinition(String name, Type type, Optional<VectorForm> vector, Source source) {

    /** The type of a feature's values. A missing value is null in the features record and NaN to a model. */
    public enum Type {
        DOUBLE(ProfileKind.NUMBERS),
        LONG(ProfileKind.NUMBERS),
        BOOLEAN(ProfileKind.NUMBERS),
        STRING(ProfileKind.TEXTS),
        /** Numbers of one type in one shape, such as an image. */
        VECTOR(ProfileKind.NONE);

        private final ProfileKind profile;

        Type(ProfileKind profile) {
            this.profile = profile;
        }

        /** How a reference profile counts the type's values. */
        public ProfileKind profile() {
            return profile;
        }
    }

    public FeatureDefinition {
        if ((type == Type.VECTOR) != vector.isPresent()) {
            throw new IllegalArgumentException("feature '" + name + "': a vector, and nothing else, has a form");
        }
    }

    /** A feature that is no vector. */
    public FeatureDefinition(String name, Type type, Source source) {
        this(name, type, Optional.empty(), source);
    }

    /** A feature that is a vector. */
    public FeatureDefinition(String name, VectorForm vector, Source source) {
        this(name, Type.VECTOR, Optional.of(vector), source);
    }

    /** Aggregates over a window. */
    public enum Aggregate {
        COUNT,
        SUM,
        MEAN,
        MAX
    }

    /** The source of a feature. */
    public sealed interface Source {}

    /** The value of a field of the event; an event without a required field is a dead letter. */
    public record Field(String field, boolean required) implements Source {}

    /** A CEL expression over {@code event} (its fields) and {@code feature} (the features declared before this one). */
    public record Expression(String cel) implements Source {}

    /**
     * An aggregate of the entity's events within the window that ends with this event, this one included.
     *
     * @param of field of the event; absent for COUNT
     * @param where CEL condition over {@code event}; events that don't meet it don't count
     */
    public record Windowed(Aggregate aggregate, Optional<String> of, Duration window, Optional<String> where)
            implements Source {}
}
