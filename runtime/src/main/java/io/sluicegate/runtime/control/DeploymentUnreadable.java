package io.sluicegate.runtime.control;

/** Which deployment is in force can't be read; the message says why and what to do. */
public final class DeploymentUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeploymentUnreadable(String message) {
        super(message);
    }
}
