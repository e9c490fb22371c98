package io.sluicegate.runtime.http;

/** Thrown when the HTTP server can't listen on its address: the port is taken, or the host isn't an address of this machine. */
public final class CannotBind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotBind(String host, int port, Throwable cause) {
        super(
                "cannot listen on " + host + ":" + port + " (" + cause.getMessage()
                        + "); stop what uses the port, or set service.port to another one (0 picks a free one), or pass --port",
                cause);
    }
}
