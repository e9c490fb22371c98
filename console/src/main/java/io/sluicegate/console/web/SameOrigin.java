package io.sluicegate.console.web;

import io.javalin.http.Context;
import java.util.Optional;

/**
 * Accepts commands only from the console's own page. Another site's page can't set the header without a preflight request, which the
 * console doesn't answer. {@code Sec-Fetch-Site}, if the browser sends it, must agree, and {@code Origin} must be one of the console's
 * names.
 */
final class SameOrigin {
    static final String HEADER = "X-Sluicegate-Console";
    static final String VALUE = "command";

    private final OwnNames names;

    SameOrigin(OwnNames names) {
        this.names = names;
    }

    /** Why the request is refused; empty when it may pass. */
    Optional<String> problem(Context request) {
        if (!VALUE.equals(request.header(HEADER))) {
            return Optional.of("send the header " + HEADER + ": " + VALUE + ", as the console's page does");
        }
        var site = request.header("Sec-Fetch-Site");
        var foreign = site != null && !site.equals("same-origin");
        return foreign || !isOurs(request)
                ? Optional.of("the console takes commands only from its own page; list the page's host names in "
                        + "service.names")
                : Optional.empty();
    }

    private boolean isOurs(Context request) {
        var origin = request.header("Origin");
        return origin == null || names.include(origin, request.req().getLocalPort());
    }
}
