package io.sluicegate.runtime.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The HTTP server of a service: {@code /healthz}, {@code /readyz}, {@code /metrics} and the routes of its stages. */
public final class HttpServer implements AutoCloseable {
    private static final int UNAVAILABLE = 503;
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final String host;
    private final Javalin server;

    private HttpServer(String host, Javalin server) {
        this.host = host;
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 picks a free one
     * @param trouble for each part of the service that isn't ready, the reason; empty when all parts are ready
     * @throws CannotBind if the port is taken
     */
    public static HttpServer start(
            String host,
            int port,
            PrometheusMeterRegistry meters,
            Supplier<Map<String, String>> trouble,
            Consumer<Routes> routes) {
        return start(host, port, meters, List.of(), trouble, Map::of, routes);
    }

    /**
     * Starts to listen, and says whose service this is.
     *
     * @param pipelines the pipelines that the service works for
     * @param remarks for each part of the service, what operators should know although the part is ready
     */
    public static HttpServer start(
            String host,
            int port,
            PrometheusMeterRegistry meters,
            List<String> pipelines,
            Supplier<Map<String, String>> trouble,
            Supplier<Map<String, String>> remarks,
            Consumer<Routes> routes) {
        var server = Javalin.create(config -> {
            quiet(config);
            config.routes.get("/healthz", context -> context.result("ok\n"));
            config.routes.get("/readyz", context -> ready(context, pipelines, trouble.get(), remarks.get()));
            config.routes.get(
                    "/metrics", context -> context.contentType(METRICS_TYPE).result(meters.scrape()));
            var ofStages = Routes.atRoot(config.routes);
            routes.accept(ofStages);
            if (!ofStages.pages().isEmpty()) {
                config.routes.get("/", new PipelineIndex(ofStages.pages()));
            }
        });
        return new HttpServer(host, bound(server, host, port));
    }

    /** The port that the server listens on. */
    public int port() {
        return server.port();
    }

    /** The server's URL. */
    public String url() {
        return "http://" + (host.equals("0.0.0.0") ? "localhost" : host) + ":" + port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void quiet(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
    }

    private static Javalin bound(Javalin server, String host, int port) {
        try {
            return server.start(host, port);
        } catch (JavalinBindException e) {
            throw new CannotBind(host, port, e);
        }
    }

    private static void ready(
            Context context, List<String> pipelines, Map<String, String> trouble, Map<String, String> remarks) {
        context.status(trouble.isEmpty() ? 200 : UNAVAILABLE)
                .contentType("application/json")
                .result(Json.write(Json.object(
                        "ready", trouble.isEmpty(), "pipelines", pipelines, "reasons", trouble, "remarks", remarks)));
    }
}
