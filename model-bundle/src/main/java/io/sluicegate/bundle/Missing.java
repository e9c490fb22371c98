package io.sluicegate.bundle;

import java.util.Optional;

/**
 * What a model's input gets where a feature has no value.
 *
 * @param value the value for {@link Rule#VALUE}, as text
 */
public record Missing(Rule rule, Optional<String> value) {
    public static final Missing NAN = new Missing(Rule.NAN, Optional.empty());
    public static final Missing REJECT = new Missing(Rule.REJECT, Optional.empty());

    /** The rules for missing values. */
    public enum Rule {
        /** Not a number: for inputs of floating-point numbers, whose models know missing values. */
        NAN,
        /** A value that stands for all that is missing. */
        VALUE,
        /** The record isn't scored. */
        REJECT
    }

    /** The rule that puts a value. */
    public static Missing value(String text) {
        return new Missing(Rule.VALUE, Optional.of(text));
    }

    /** The rule of an input whose manifest names none: NaN where the type has it. */
    public static Missing of(ElementType type) {
        return type.kind() == ElementType.Kind.FLOATING ? NAN : REJECT;
    }
}
