package io.sluicegate.bench.local;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.sandbox.StageProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A stage that runs in a JVM of its own. */
public final class RunningStage implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final StageProcess process;
    private final int port;

    RunningStage(StageProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    public String name() {
        return process.name();
    }

    /** Waits until it does its work. */
    public void awaitReady(Duration patience) throws InterruptedException {
        Await.until(name() + " becoming ready (see " + process.log() + ")", patience, this::isReady);
    }

    /** Waits until it answers at all, ready or not. */
    public void awaitAnswer(Duration patience) throws InterruptedException {
        Await.until(name() + " answering (see " + process.log() + ")", patience, () -> isStatus("/healthz"));
    }

    private boolean isReady() {
        return isStatus("/readyz");
    }

    private boolean isStatus(String path) {
        if (!process.isAlive()) {
            throw new CommandFailed(Message.BENCHMARK_FAILED, name() + " ended; see " + process.log());
        }
        try {
            return get(path).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** Its metrics. */
    public Scrape scrape() throws IOException {
        return Scrape.of(get("/metrics").body());
    }

    /** What the system says of its process. */
    public ProcFigures figures() throws IOException {
        return ProcFigures.of(process.pid());
    }

    /** Asks its JVM something by {@code jcmd}; returns the answer. */
    public String ask(String... command) throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        line.add(Long.toString(process.pid()));
        line.addAll(List.of(command));
        var asked = new ProcessBuilder(line).redirectErrorStream(true).start();
        var answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!asked.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            asked.destroyForcibly();
        }
        return answer;
    }

    private HttpResponse<String> get(String path) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(PATIENCE)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
