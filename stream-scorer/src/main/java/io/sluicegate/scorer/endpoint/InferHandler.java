package io.sluicegate.scorer.endpoint;

import io.javalin.http.Context;
import io.sluicegate.pipeline.config.EndpointSettings;
import io.sluicegate.runtime.http.RequestBody;
import io.sluicegate.scorer.endpoint.domain.AnswerWriter.Body;
import io.sluicegate.scorer.endpoint.domain.Refusal;
import io.sluicegate.scorer.endpoint.domain.RequestReader;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;

/** Handles inference requests, so many at a time as are allowed, each for so long as it may take. */
final class InferHandler implements EndpointRoutes.Step {
    /** How many of a body's bytes are its JSON. */
    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private final EndpointSettings settings;
    private final ServedVersions versions;
    private final Inference inference;
    private final EndpointMetrics metrics;
    private final Semaphore free;

    InferHandler(EndpointSettings settings, ServedVersions versions, Inference inference, EndpointMetrics metrics) {
        this.settings = settings;
        this.versions = versions;
        this.inference = inference;
        this.metrics = metrics;
        this.free = new Semaphore(settings.concurrency());
    }

    /** A request counts until its answer is written, so that clients that read slowly keep no more threads than others. */
    @Override
    public void answer(Context request) throws Refusal, RequestBody.Unreadable, IOException {
        var isIn = free.tryAcquire();
        try {
            write(request, measured(request, isIn));
        } finally {
            if (isIn) {
                free.release();
            }
        }
    }

    private Body measured(Context request, boolean isIn) throws Refusal, RequestBody.Unreadable {
        var begin = System.nanoTime();
        var status = 500;
        try {
            var body = answer(request, isIn, begin + settings.timeout().toNanos());
            status = 200;
            return body;
        } catch (Refusal e) {
            status = e.status();
            throw e;
        } catch (RequestBody.Unreadable e) {
            status = e.status();
            throw e;
        } finally {
            metrics.request(status, System.nanoTime() - begin);
        }
    }

    private Body answer(Context request, boolean isIn, long deadline) throws Refusal, RequestBody.Unreadable {
        if (!isIn) {
            throw Refusal.unavailable("the endpoint has its " + settings.concurrency()
                    + " requests already: try again, or raise endpoint.concurrency");
        }
        var body = body(request, deadline);
        var read = RequestReader.read(body, jsonLength(request));
        var version = versions.acquire(request.pathParam("model"), EndpointRoutes.version(request));
        return inference.answer(version, read, deadline);
    }

    private byte[] body(Context request, long deadline) throws Refusal, RequestBody.Unreadable {
        var encoding = request.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Refusal(415, "the body has the encoding '" + encoding + "': send it as it is");
        }
        return RequestBody.read(request, settings.maxBody(), deadline);
    }

    private static OptionalInt jsonLength(Context request) throws Refusal {
        var header = request.header(JSON_LENGTH);
        if (header == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(header.strip()));
        } catch (NumberFormatException e) {
            throw Refusal.wrong(JSON_LENGTH + " is '" + header + "', no number of bytes");
        }
    }

    /** Writes past Javalin, which would compress the answer and leave out its length. */
    private static void write(Context request, Body body) throws IOException {
        var response = request.res();
        body.jsonLength().ifPresent(length -> response.setHeader(JSON_LENGTH, Integer.toString(length)));
        response.setContentType(body.jsonLength().isPresent() ? "application/octet-stream" : "application/json");
        response.setContentLength(body.bytes().length);
        response.getOutputStream().write(body.bytes());
    }
}
