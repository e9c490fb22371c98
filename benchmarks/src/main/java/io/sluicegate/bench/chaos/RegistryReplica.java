package io.sluicegate.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A replica of the registry, which the services use. It forwards every request to the registry, except for schemas that it hides.
 */
final class RegistryReplica implements AutoCloseable {
    private static final String SCHEMA = "/schemas/ids/";
    private static final int NOT_FOUND = 404;
    private static final int BAD_GATEWAY = 502;
    private static final int THREADS = 8;
    private static final String UNKNOWN = "{\"error_code\":40403,\"message\":\"No artifact with this id.\"}";

    private final URI registry;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<Integer> hidden = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> unanswered = new ConcurrentHashMap<>();

    private RegistryReplica(String url) throws IOException {
        this.registry = URI.create(url);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Starts one before the registry at the url. */
    static RegistryReplica start(String url) throws IOException {
        return new RegistryReplica(url);
    }

    /** What the services set as the registry's address. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + registry.getPath();
    }

    /** Hides the schema. */
    void hide(int schemaId) {
        hidden.add(schemaId);
    }

    /** Shows the schema again. */
    void show(int schemaId) {
        hidden.remove(schemaId);
    }

    /** The number of requests for the schema while it was hidden. */
    long unanswered(int schemaId) {
        return unanswered.getOrDefault(schemaId, 0L);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = hidden(exchange.getRequestURI().getPath());
            if (asked.isPresent()) {
                unanswered.merge(asked.get(), 1L, Long::sum);
                respond(exchange, NOT_FOUND, UNKNOWN.getBytes(UTF_8));
            } else {
                passOn(exchange);
            }
        }
    }

    private Optional<Integer> hidden(String path) {
        return hidden.stream().filter(id -> path.endsWith(SCHEMA + id)).findFirst();
    }

    private void passOn(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestURI();
        var target = URI.create("http://" + registry.getAuthority() + asked);
        var request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            respond(exchange, answer.statusCode(), answer.body());
        } catch (IOException e) {
            respond(exchange, BAD_GATEWAY, String.valueOf(e.getMessage()).getBytes(UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
