package io.sluicegate.console.web;

import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.console.domain.PipelineFold;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.http.HttpServer;
import io.sluicegate.runtime.metrics.MeterRegistries;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The console's routes on a real server, over facts that a test folds itself. */
final class Served implements AutoCloseable {
    final SharedFold fold = new SharedFold();
    final List<ModelCommand> commands = new CopyOnWriteArrayList<>();
    volatile Optional<String> trouble = Optional.empty();

    @Nullable
    RuntimeException fault;

    private final ConsoleRoutes routes =
            new ConsoleRoutes("fraud", List.of(), this::facts, () -> trouble, this::write, Clock.systemUTC());
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    /** As in a process of one pipeline. */
    Served() {
        server = HttpServer.start("localhost", 0, MeterRegistries.prometheus(), Map::of, routes::addTo);
    }

    /** As in a process of several pipelines. */
    Served(String pipeline) {
        server = HttpServer.start(
                "localhost", 0, MeterRegistries.prometheus(), Map::of, http -> routes.addTo(http.ofPipeline(pipeline)));
    }

    String url() {
        return server.url();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    /** Sends a form as the page does, changed as the test wants it. */
    HttpResponse<String> post(String form, Consumer<HttpRequest.Builder> change)
            throws IOException, InterruptedException {
        var request = request("/api/commands")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        change.accept(request);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Ends the open live connections and refuses new ones. */
    void stopLive() {
        routes.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path));
    }

    private PipelineFacts facts() {
        return fold.facts();
    }

    private void write(ModelCommand command) {
        if (fault != null) {
            throw fault;
        }
        commands.add(command);
    }

    /** The test adds, the server's threads read. */
    static final class SharedFold {
        private final PipelineFold fold = new PipelineFold("fraud");

        synchronized void add(Fact fact) {
            fold.add(fact);
        }

        synchronized PipelineFacts facts() {
            return fold.at(Instant.now());
        }
    }

    @Override
    public void close() {
        routes.close();
        server.close();
    }
}
