package io.sluicegate.testing;

import io.sluicegate.registry.Ports;

/** A TCP port on the loopback address that was free a moment ago. */
public final class FreePort {

    private FreePort() {}

    /** Finds one; prefer port 0 where the server under test can say which port it got. */
    public static int find() {
        return Ports.free();
    }
}
