package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.catalogue.ProfileKind;
import java.time.Duration;
import java.util.Optional;

/** One feature: a field of the event, a CEL expression, or an aggregate over a window of event time. */
public record FeatureDefinition(String name, Type type, Source source) {

    /** The type of a feature's values. A missing value is null in the features record and NaN to a model. */
    public enum Type {
        DOUBLE(ProfileKind.NUMBERS),
        LONG(ProfileKind.NUMBERS),
        BOOLEAN(ProfileKind.NUMBERS),
        STRING(ProfileKind.TEXTS);

        private final ProfileKind profile;

        Type(ProfileKind profile) {
            this.profile = profile;
        }

        /** How a reference profile counts the type's values. */
        public ProfileKind profile() {
            return profile;
        }
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
