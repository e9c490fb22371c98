package io.sluicegate.pipeline.config;

import java.time.Duration;
import java.util.Optional;

/** Reads {@code endpoint}. */
final class EndpointSection {
    private static final int LEAST_BODY = 1 << 10;
    private static final int MOST_BODY = 1 << 30;
    /** Fewer than the HTTP server's threads, so that health and metrics always find one. */
    private static final int MOST_AT_A_TIME = 200;

    private static final int MOST_THREADS = 256;

    private static final Setting<Boolean> ENABLED = Setting.of(
                    "enabled", ConfigType.flag(), "whether the scorer answers inference requests over HTTP")
            .otherwise(false);
    private static final Setting<String> TOKEN = Setting.of(
                    "token",
                    ConfigType.text("${SLUICEGATE_TOKEN}"),
                    "bearer token that requests must carry, except those for `/v2/health`; a secret, which must come from"
                            + " outside the file")
            .otherwiseAs("none: anybody may ask");
    private static final Setting<Long> MAX_BODY = Setting.of(
                    "max-body",
                    ConfigType.integer(LEAST_BODY, MOST_BODY),
                    "largest body of a request; a larger one is refused with 413")
            .otherwise((long) EndpointSettings.MAX_BODY)
            .in("bytes");
    private static final Setting<Long> CONCURRENCY = Setting.of(
                    "concurrency",
                    ConfigType.integer(1, MOST_AT_A_TIME),
                    "inference requests that are read, wait or are answered at a time; further ones are refused with 503")
            .otherwise((long) EndpointSettings.CONCURRENCY)
            .in("requests");
    private static final Setting<Duration> TIMEOUT = Setting.of(
                    "timeout",
                    ConfigType.duration(),
                    "how long a request may take: 408 if its body hasn't come by then, 504 if its answer hasn't")
            .otherwise(EndpointSettings.TIMEOUT);
    private static final Setting<Long> THREADS = Setting.of(
                    "threads",
                    ConfigType.integer(1, MOST_THREADS),
                    "threads that run the model for requests, beside the stream threads")
            .otherwise(1L)
            .in("threads");

    static final Section SECTION = Section.of(
            "endpoint",
            "The scorer's own HTTP endpoint, which speaks the Open Inference Protocol: see"
                    + " [operations](operations.md#synchronous-answers).",
            ENABLED,
            TOKEN,
            MAX_BODY,
            CONCURRENCY,
            TIMEOUT,
            THREADS);

    private EndpointSection() {}

    static EndpointSettings read(ConfigNode node) {
        long body = node.get(MAX_BODY);
        long concurrency = node.get(CONCURRENCY);
        long threads = node.get(THREADS);
        return new EndpointSettings(
                node.get(ENABLED), token(node), (int) body, (int) concurrency, node.get(TIMEOUT), (int) threads);
    }

    private static Optional<String> token(ConfigNode node) {
        var token = node.find(TOKEN);
        var value = node.at(TOKEN);
        if (token.isPresent() && !value.written().map(Interpolation::refers).orElse(false)) {
            value.problem(
                    "is a secret and stands in the file", "write ${NAME} or ${file:/path} and keep the secret there");
            return Optional.empty();
        }
        return token;
    }
}
