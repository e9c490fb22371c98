package io.sluicegate.runtime.kafka;

/** Another process runs what there may be only one of in a cluster. */
public final class AlreadyRunning extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AlreadyRunning(String what, String where, String remedy) {
        super(what + " runs already on this cluster" + where + ", and there may be only one; " + remedy);
    }
}
