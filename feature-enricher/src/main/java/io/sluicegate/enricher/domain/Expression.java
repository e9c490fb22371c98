package io.sluicegate.enricher.domain;

import dev.cel.common.types.CelType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import org.jspecify.annotations.Nullable;

/**
 * A checked CEL expression. An expression that fails on an event (a null operand, a division of integers by zero, an overflow) has
 * no value, so one feature is missing instead of all features of the event.
 */
final class Expression implements Formula {
    private final Program program;
    private final CelType type;

    Expression(Program program, CelType type) {
        this.program = program;
        this.type = type;
    }

    CelType type() {
        return type;
    }

    @Override
    public @Nullable Object evaluate(Scope scope) {
        return evaluate(scope, () -> {});
    }

    /** The value; a failure is reported to the caller. */
    @Nullable
    Object evaluate(Scope scope, Runnable failed) {
        try {
            var value = program.eval(scope);
            return value instanceof NullValue ? null : value;
        } catch (CelEvaluationException e) {
            failed.run();
            return null;
        }
    }
}
