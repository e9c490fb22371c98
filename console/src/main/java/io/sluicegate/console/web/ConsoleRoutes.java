package io.sluicegate.console.web;

import io.javalin.http.Context;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.control.CommandNotWritten;
import io.sluicegate.runtime.http.Routes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The console's HTTP routes: the page, the facts and the commands. */
public final class ConsoleRoutes implements AutoCloseable {
    private final Supplier<String> facts;
    private final Live live;
    private final Commands commands;

    /**
     * Creates the routes, which are inactive until they are added.
     *
     * @param names host names of the page; empty means the names of this machine
     * @param facts the facts that the page shows
     * @param trouble why the facts are out of date; empty if they are up to date
     * @param topic where commands go; throws {@link CommandNotWritten}
     */
    public ConsoleRoutes(
            String pipeline,
            List<String> names,
            Supplier<PipelineFacts> facts,
            Supplier<Optional<String>> trouble,
            Consumer<ModelCommand> topic,
            Clock clock) {
        this.facts = () -> FactsJson.write(facts.get(), trouble.get());
        this.live = new Live(this.facts);
        this.commands = new Commands(pipeline, OwnNames.of(names), topic, clock);
    }

    public void addTo(Routes routes) {
        routes.get("/", new Page(Asset.of("index.html", "text/html")));
        routes.get("/console.css", Asset.of("console.css", "text/css"));
        routes.get("/console.js", Asset.of("console.js", "text/javascript"));
        routes.get("/console.svg", Asset.of("console.svg", "image/svg+xml"));
        routes.get("/api/facts", this::facts);
        routes.sse("/api/facts/live", live::serve);
        routes.post("/api/commands", commands::take);
    }

    private void facts(Context request) {
        request.header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .contentType("application/json")
                .result(facts.get());
    }

    @Override
    public void close() {
        live.close();
    }
}
