package io.sluicegate.launcher;

import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code ready} command: the health check for a container without an HTTP client. */
@ChangesNothing
@Command(
        name = "ready",
        description = "Check whether a service is ready; exit with 1 if it isn't.",
        footer = "  sluicegate ready --url http://localhost:8080/readyz")
final class ReadyCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int OK = 200;

    @Option(
            names = "--url",
            defaultValue = "http://localhost:8080/readyz",
            description = "Address of the service's readiness (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private URI url;

    @Override
    public Integer call() throws InterruptedException {
        var client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
        try {
            var answer = client.send(HttpRequest.newBuilder(url).timeout(LIMIT).build(), BodyHandlers.ofString());
            System.out.println(answer.body());
            return answer.statusCode() == OK ? 0 : 1;
        } catch (IOException e) {
            throw new CommandFailed(e, Message.SERVICE_UNREACHABLE, url, e.getMessage() == null ? e : e.getMessage());
        }
    }
}
