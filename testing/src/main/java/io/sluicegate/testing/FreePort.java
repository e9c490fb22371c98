package io.sluicegate.testing;

import io.sluicegate.registry.Ports;

/** A TCP port on the loopback address that was free a moment ago. */
public final class FreePort {

    private FreePort() {}

    /** Finds a free port; prefer port 0 if the server under test can tell its port. */
    public static int find() {
        return Ports.free();
    }
}
