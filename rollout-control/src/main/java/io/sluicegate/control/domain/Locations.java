package io.sluicegate.control.domain;

import java.util.Optional;

/** Which locations a bundle may be registered at. */
@FunctionalInterface
public interface Locations {

    /** Why not there. */
    Optional<String> refusal(String location);
}
