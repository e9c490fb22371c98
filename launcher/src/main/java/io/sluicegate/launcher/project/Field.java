package io.sluicegate.launcher.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A field of the events.
 *
 * @param source the field's name in the sample, which may be one that Avro can't have
 * @param name the field's name in the events' schema
 * @param isOptional whether it may be missing
 * @param facts what the sample says of the values; empty without a sample
 * @param doubts what the inference isn't sure of, each a sentence
 */
record Field(
        String source,
        String name,
        FieldType type,
        boolean isOptional,
        Optional<ValueFacts> facts,
        List<String> doubts) {
    Field {
        doubts = List.copyOf(doubts);
    }

    /** A field of a schema that somebody wrote. */
    static Field declared(String name, FieldType type, boolean isOptional) {
        return new Field(name, name, type, isOptional, Optional.empty(), List.of());
    }

    boolean isRenamed() {
        return !source.equals(name);
    }

    Field as(FieldType other, String doubt) {
        var all = new ArrayList<>(doubts);
        all.add(doubt);
        return new Field(source, name, other, isOptional, facts, all);
    }

    /** The same field with another type that is certain, so that no doubt is left. */
    Field certainly(FieldType other) {
        return new Field(source, name, other, isOptional, facts, List.of());
    }
}
