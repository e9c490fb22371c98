package io.sluicegate.scorer.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.sluicegate.runtime.http.Json;
import io.sluicegate.runtime.http.RequestBody;
import io.sluicegate.runtime.http.Routes;
import io.sluicegate.scorer.endpoint.domain.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The paths of the Open Inference Protocol. Each answer is JSON, an error's too. */
final class EndpointRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointRoutes.class);
    private static final String MODEL = "model";
    private static final String VERSION = "version";

    private final String server;
    private final BearerToken token;
    private final ServedVersions versions;
    private final InferHandler infer;
    private final RefusedRequests refused;

    /** @param server the version of this program */
    EndpointRoutes(
            String server, BearerToken token, ServedVersions versions, InferHandler infer, RefusedRequests refused) {
        this.server = server;
        this.token = token;
        this.versions = versions;
        this.infer = infer;
        this.refused = refused;
    }

    /** The code that answers a request, or refuses it. */
    @FunctionalInterface
    interface Step {
        void answer(Context request) throws Refusal, RequestBody.Unreadable, IOException;
    }

    void addTo(Routes routes) {
        routes.get("/v2/health/live", request -> reply(request, 200, Json.object("live", true)));
        routes.get("/v2/health/ready", this::ready);
        routes.get("/v2", guarded(this::server));
        routes.get("/v2/models/{model}", guarded(this::metadata));
        routes.get("/v2/models/{model}/ready", guarded(this::modelReady));
        routes.get("/v2/models/{model}/versions/{version}", guarded(this::metadata));
        routes.get("/v2/models/{model}/versions/{version}/ready", guarded(this::modelReady));
        routes.post("/v2/models/{model}/infer", guarded(infer));
        routes.post("/v2/models/{model}/versions/{version}/infer", guarded(infer));
        routes.get("/v2/*", guarded(EndpointRoutes::noSuchPath));
        routes.post("/v2/*", guarded(EndpointRoutes::noSuchPath));
    }

    private Handler guarded(Step step) {
        return request -> {
            try {
                answer(step, request);
            } catch (IOException e) {
                LOG.atDebug().addKeyValue("path", request.path()).setCause(e).log("client left before its answer");
            }
        };
    }

    private void answer(Step step, Context request) throws IOException {
        try {
            token.check(request.header("Authorization"));
            step.answer(request);
        } catch (Refusal e) {
            refused.answer(request, e.status(), e.message());
        } catch (RequestBody.Unreadable e) {
            request.res().setHeader("Connection", "close");
            refused.answer(request, e.status(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("path", request.path()).setCause(e).log("request failed");
            refused.answer(request, 500, "the scorer failed; its log has the stack trace");
        }
    }

    private void ready(Context request) {
        var ready = versions.isReady();
        reply(request, ready ? 200 : 503, Json.object("live", true, "ready", ready));
    }

    private void server(Context request) {
        reply(
                request,
                200,
                Json.object("name", "sluicegate", "version", server, "extensions", List.of("binary_tensor_data")));
    }

    private void metadata(Context request) throws Refusal {
        var version = versions.acquire(request.pathParam(MODEL), version(request));
        try {
            reply(request, 200, ModelMetadata.of(version, versions.loaded()));
        } finally {
            version.release();
        }
    }

    private void modelReady(Context request) throws Refusal {
        var name = request.pathParam(MODEL);
        try {
            versions.acquire(name, version(request)).release();
            reply(request, 200, Json.object("name", name, "ready", true));
        } catch (Refusal e) {
            if (e.status() != 503) {
                throw e;
            }
            reply(request, 503, Json.object("name", name, "ready", false, "error", e.message()));
        }
    }

    private static void noSuchPath(Context request) throws Refusal {
        throw request.path().endsWith("/infer")
                ? new Refusal(405, "send a POST")
                : Refusal.unknown("there is no " + request.path() + ": see the Open Inference Protocol's paths");
    }

    /** The version in the path. */
    static Optional<String> version(Context request) {
        return Optional.ofNullable(request.pathParamMap().get(VERSION));
    }

    private static void reply(Context request, int status, Map<String, Object> answer) {
        request.status(status)
                .contentType("application/json")
                .result(Json.write(answer).getBytes(UTF_8));
    }
}
