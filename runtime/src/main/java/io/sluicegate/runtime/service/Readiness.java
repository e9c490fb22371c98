package io.sluicegate.runtime.service;

import java.util.Optional;
import java.util.function.Supplier;

/** The readiness of a stage: whether it does its work. */
public sealed interface Readiness {

    /** The stage does its work; the remark names something that operators should know nevertheless. */
    record Ready(Optional<String> remark) implements Readiness {}

    /** The stage doesn't do its work, for the given reason. */
    record NotReady(String reason) implements Readiness {}

    static Readiness ready() {
        return new Ready(Optional.empty());
    }

    /** Ready, with a defect that should be mended before it matters. */
    static Readiness readyBut(String remark) {
        return new Ready(Optional.of(remark));
    }

    static Readiness notReady(String reason) {
        return new NotReady(reason);
    }

    default boolean isReady() {
        return this instanceof Ready;
    }

    /** This readiness if the stage isn't ready, otherwise the other. */
    default Readiness and(Supplier<Readiness> other) {
        return isReady() ? other.get() : this;
    }
}
