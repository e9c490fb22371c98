package io.sluicegate.launcher.project;

import io.sluicegate.pipeline.catalogue.VectorForm;
import java.util.List;

/** The type of an event's field, as far as a sample or a schema tells. */
sealed interface FieldType {
    /** A type without parts. */
    enum Plain implements FieldType {
        LONG,
        DOUBLE,
        BOOLEAN,
        STRING;

        @Override
        public String words() {
            return switch (this) {
                case LONG -> "whole number (long)";
                case DOUBLE -> "number (double)";
                case BOOLEAN -> "true or false (boolean)";
                case STRING -> "text (string)";
            };
        }
    }

    /** One of a few texts. */
    record OneOf(List<String> symbols) implements FieldType {
        public OneOf {
            symbols = List.copyOf(symbols);
        }

        @Override
        public String words() {
            return "one of " + String.join(", ", symbols) + " (enum)";
        }
    }

    /** A point in time, in milliseconds in the schema. */
    record Time(TimeForm form) implements FieldType {
        @Override
        public String words() {
            return switch (form) {
                case ISO -> "time, written in ISO 8601 (timestamp-millis)";
                case EPOCH_SECONDS -> "time, in seconds since 1970 (timestamp-millis)";
                case EPOCH_MILLIS -> "time, in milliseconds since 1970 (timestamp-millis)";
            };
        }
    }

    /** An array of numbers that is equally long in every event. */
    record Vector(VectorForm form) implements FieldType {
        @Override
        public String words() {
            return "array of " + form.elements() + " numbers (array)";
        }
    }

    /** A record within the event. */
    record Nested(List<Field> fields) implements FieldType {
        public Nested {
            fields = List.copyOf(fields);
        }

        @Override
        public String words() {
            return "object with " + fields.size() + " fields (record)";
        }
    }

    /** Nothing that a feature could be taken from; the schema leaves the field out, or has it already. */
    record Other(String words) implements FieldType {}

    /** The type in words, for people. */
    String words();

    default boolean isNumber() {
        return this == Plain.LONG || this == Plain.DOUBLE;
    }

    default boolean isTime() {
        return this instanceof Time;
    }

    /** Whether a field of this type may name an entity or an event. */
    default boolean isName() {
        return this == Plain.LONG || this == Plain.STRING || this instanceof OneOf;
    }
}
