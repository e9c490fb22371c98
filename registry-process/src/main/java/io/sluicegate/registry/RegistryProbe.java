package io.sluicegate.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A probe that asks a registry for its subjects until the registry answers or dies, or time is up. */
final class RegistryProbe {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);

    private RegistryProbe() {}

    static void await(String url, Process process, Path log, Duration limit) throws IOException, InterruptedException {
        var client = HttpClient.newBuilder().connectTimeout(REQUEST_LIMIT).build();
        long deadline = System.nanoTime() + limit.toNanos();
        while (!answers(client, url)) {
            if (process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("The schema registry ended with code " + process.exitValue() + "; see " + log);
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "The schema registry at " + url + " didn't answer in " + limit.toSeconds() + " s; see " + log);
            }
        }
    }

    private static boolean answers(HttpClient client, String url) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + "/subjects"))
                    .timeout(REQUEST_LIMIT)
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
