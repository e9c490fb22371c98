package io.sluicegate.enricher.domain;

/** A part of a compiled expression. Safe for use by several threads. */
@FunctionalInterface
interface Term {
    /** The value of a term that has failed. No operation takes it, so it passes through to the expression's result. */
    Object FAILED = new Object();

    /** The value, of the class that CEL has for its type; CEL's null for null. */
    Object value(Scope scope);
}
