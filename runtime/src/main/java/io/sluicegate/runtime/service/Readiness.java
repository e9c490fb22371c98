package io.sluicegate.runtime.service;

import java.util.Optional;
import java.util.function.Supplier;

/** Whether a stage does its work. */
public sealed interface Readiness {

    /** The stage does its work; the remark names what people should know all the same. */
    record Ready(Optional<String> remark) implements Readiness {}

    /** It doesn't, and why. */
    record NotReady(String reason) implements Readiness {}

    static Readiness ready() {
        return new Ready(Optional.empty());
    }

    /** Ready, with something that should be mended before it matters. */
    static Readiness readyBut(String remark) {
        return new Ready(Optional.of(remark));
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
