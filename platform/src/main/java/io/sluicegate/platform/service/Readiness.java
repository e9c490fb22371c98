package io.sluicegate.platform.service;

import java.util.function.Supplier;

/** Whether a stage does its work. */
public sealed interface Readiness {

    /** It does. */
    record Ready() implements Readiness {}

    /** It doesn't, and why. */
    record NotReady(String reason) implements Readiness {}

    static Readiness ready() {
        return new Ready();
    }

    static Readiness notReady(String reason) {
        return new NotReady(reason);
    }

    default boolean isReady() {
        return this instanceof Ready;
    }

    /** This if it isn't ready, else the other. */
    default Readiness and(Supplier<Readiness> other) {
        return isReady() ? other.get() : this;
    }
}
