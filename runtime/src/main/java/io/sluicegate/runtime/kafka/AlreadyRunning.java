package io.sluicegate.runtime.kafka;

/** Thrown when another process already runs a stage that may run only once in a cluster. */
public final class AlreadyRunning extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AlreadyRunning(String what, String where, String remedy) {
        super(what + " already runs on this cluster" + where + ", and only one may run; " + remedy);
    }
}
