package io.sluicegate.sandbox;

import io.sluicegate.registry.Ports;

/** Finds ports to listen on. */
public final class FreePorts {
    private FreePorts() {}

    /** The preferred port if it is free, else another free port. */
    public static int preferred(int wanted) {
        return Ports.isFree(wanted) ? wanted : any();
    }

    public static int any() {
        return Ports.free();
    }
}
