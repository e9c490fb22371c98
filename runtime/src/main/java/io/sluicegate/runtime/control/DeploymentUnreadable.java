package io.sluicegate.runtime.control;

/** Thrown when the deployment in force can't be read; the message says why and what to do. */
public final class DeploymentUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeploymentUnreadable(String message) {
        super(message);
    }
}
