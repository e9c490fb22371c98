package io.sluicegate.sandbox;

import io.sluicegate.registry.Ports;

/** Finds ports to listen on. */
public final class FreePorts {
    private FreePorts() {}

    /** The wanted port if nobody listens on it, else a free one. */
    public static int preferred(int wanted) {
        return Ports.isFree(wanted) ? wanted : any();
    }

    public static int any() {
        return Ports.free();
    }
}
