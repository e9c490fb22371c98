package io.sluicegate.pipeline.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The settings of the scorer's endpoint, which answers HTTP requests with the loaded versions.
 *
 * @param enabled whether there is an endpoint
 * @param token the bearer token that requests must carry; empty if anybody may ask. It is a secret and never printed
 * @param maxBody most bytes in a request's body
 * @param concurrency most inference requests at a time: read, waiting or being answered
 * @param timeout how long a request may take
 * @param threads threads that run models for the endpoint
 */
public record EndpointSettings(
        boolean enabled, Optional<String> token, int maxBody, int concurrency, Duration timeout, int threads) {
    /** The default size of the largest body: 16 MiB. */
    static final int MAX_BODY = 16 << 20;
    /** The default number of requests at a time. */
    static final int CONCURRENCY = 64;
    /** The default time of a request. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** No endpoint, and the defaults for the rest. */
    public static EndpointSettings off() {
        return new EndpointSettings(false, Optional.empty(), MAX_BODY, CONCURRENCY, TIMEOUT, 1);
    }

    @Override
    public String toString() {
        return "EndpointSettings[enabled=" + enabled + ", token=" + (token.isPresent() ? "set" : "none") + ", maxBody="
                + maxBody + ", concurrency=" + concurrency + ", timeout=" + timeout + ", threads=" + threads + "]";
    }
}
