package io.sluicegate.scorer.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.sluicegate.pipeline.config.EndpointSettings;
import io.sluicegate.runtime.http.Json;
import io.sluicegate.runtime.http.RequestBody;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Answers requests with an error. A client that still sends its body is listened to for as long as a request may take, and for
 * twice as many bytes as a body may have, so that it comes to its answer.
 */
final class RefusedRequests {
    /** Clients listened to at a time. With the most inference requests at a time they leave the server threads for other paths. */
    private static final int PLACES = 32;

    private final EndpointSettings settings;
    private final Semaphore free = new Semaphore(PLACES);

    RefusedRequests(EndpointSettings settings) {
        this.settings = settings;
    }

    /** Writes past Javalin, because the answer must be on its way before the rest of the body is read. */
    void answer(Context request, int status, String error) throws IOException {
        var response = request.res();
        switch (status) {
            case 401 -> response.setHeader("WWW-Authenticate", "Bearer");
            case 405 -> response.setHeader("Allow", "POST");
            case 503 -> response.setHeader("Retry-After", "1");
            default -> {}
        }
        var answer = Json.write(Json.object("error", error)).getBytes(UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
        response.flushBuffer();
        discardBody(request);
    }

    /** Without a free place the connection is closed at once. */
    private void discardBody(Context request) {
        if (free.tryAcquire()) {
            try {
                var deadline = System.nanoTime() + settings.timeout().toNanos();
                RequestBody.discard(request, 2L * settings.maxBody(), deadline);
            } finally {
                free.release();
            }
        }
    }
}
