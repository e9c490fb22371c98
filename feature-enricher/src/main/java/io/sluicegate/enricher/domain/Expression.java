package io.sluicegate.enricher.domain;

import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;

/**
 * A checked CEL expression. An expression that fails on an event (a null operand, a division of integers by zero, an overflow) has
 * no value, so one feature is missing instead of all features of the event.
 *
 * @param type the type of the values, which may be null in any case
 * @param term gives the values
 */
record Expression(CelType type, Term term) {

    /** The expression as CEL itself computes it. */
    static Expression ofProgram(CelType type, Program program) {
        return new Expression(type, scope -> {
            try {
                return program.eval(scope);
            } catch (CelEvaluationException e) {
                return Term.FAILED;
            }
        });
    }

    /** The value; {@link Term#FAILED} if there is none. */
    Object value(Scope scope) {
        return term.value(scope);
    }
}
