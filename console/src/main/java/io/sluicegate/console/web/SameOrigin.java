package io.sluicegate.console.web;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets only our own page command. Another site's page can't set the header without a preflight request, which nothing here
 * answers; {@code Origin} and {@code Sec-Fetch-Site}, where a browser sends them, must agree.
 */
final class SameOrigin {
    static final String HEADER = "X-Sluicegate-Console";
    static final String VALUE = "command";

    private SameOrigin() {}

    /** Why the request is refused; empty when it may pass. */
    static Optional<String> problem(Context request) {
        if (!VALUE.equals(request.header(HEADER))) {
            return Optional.of("send the header " + HEADER + ": " + VALUE + ", as the console's page does");
        }
        var site = request.header("Sec-Fetch-Site");
        var foreign = site != null && !site.equals("same-origin");
        return foreign || !sameHost(request.header("Origin"), request.header("Host"))
                ? Optional.of("commands are taken from the console's own page only")
                : Optional.empty();
    }

    private static boolean sameHost(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return true;
        }
        try {
            return Objects.equals(URI.create(origin).getRawAuthority(), host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
