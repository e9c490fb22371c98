package io.sluicegate.runtime.http;

/** The address that HTTP should listen on is taken or not ours. */
public final class CannotBind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotBind(String host, int port, Throwable cause) {
        super(
                "cannot listen on " + host + ":" + port + " (" + cause.getMessage()
                        + "); stop what uses the port, or set service.port to another one (0 picks a free one)",
                cause);
    }
}
