package io.sluicegate.control.domain;

import java.util.Optional;

/** The locations at which a bundle may be registered. */
@FunctionalInterface
public interface Locations {

    /** Why a bundle must not be registered at the location; empty if it may. */
    Optional<String> refusal(String location);
}
