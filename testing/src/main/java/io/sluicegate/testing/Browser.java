package io.sluicegate.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The system's Chromium, headless, driven by its DevTools protocol. */
public final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BLANK = "about:blank";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final WebSocket socket;
    private final Replies replies = new Replies();
    private final AtomicInteger ids = new AtomicInteger();

    private Browser(Process process, URI target) throws Exception {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(target, replies)
                .get(30, TimeUnit.SECONDS);
    }

    /** Where the system has Chromium; empty where it has none. */
    public static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts Chromium with its profile in this folder. */
    public static Browser start(Path chromium, Path profile) throws Exception {
        var process = new ProcessBuilder(
                        chromium.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        BLANK)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            var browser = new Browser(process, target(profile));
            browser.call("Network.enable", Map.of());
            return browser;
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Leaves the page that is open for this one. */
    public void open(String url) {
        call("Page.navigate", Map.of("url", url));
        until("location.href.startsWith('" + url + "') && document.readyState === 'complete'");
    }

    /** What the expression is worth in the page. */
    public JsonNode evaluate(String expression) {
        return call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true))
                .at("/result/value");
    }

    /** Waits until the expression is true in the page. */
    public void until(String expression) {
        await(expression).atMost(LIMIT).until(() -> evaluate(expression).asBoolean());
    }

    /** The size of the window, in pixels, and whether the user prefers dark pages. */
    public void viewport(int width, int height, boolean dark) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Writes a picture of what the window shows, as PNG. */
    public void screenshot(Path file) throws IOException {
        var picture = call("Page.captureScreenshot", Map.of());
        Files.write(file, Base64.getDecoder().decode(picture.at("/data").asText()));
    }

    /** The addresses that pages have asked for since the browser started. */
    public List<String> requests() {
        return List.copyOf(replies.requests);
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        var id = ids.incrementAndGet();
        var reply = replies.expect(id);
        try {
            var message = Map.of("id", id, "method", method, "params", parameters);
            socket.sendText(JSON.writeValueAsString(message), true).get(30, TimeUnit.SECONDS);
            return reply.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(method + " failed", e);
        }
    }

    private static URI target(Path profile) {
        var targets =
                await("Chromium").atMost(LIMIT).ignoreExceptions().until(() -> pages(profile), it -> !it.isEmpty());
        return URI.create(targets.get(0));
    }

    private static List<String> pages(Path profile) throws Exception {
        var port = Files.readAllLines(profile.resolve("DevToolsActivePort")).get(0);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json"))
                .build();
        var targets = JSON.readTree(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
        return targets.findParents("webSocketDebuggerUrl").stream()
                .filter(target -> target.get("url").asText().equals(BLANK))
                .map(target -> target.get("webSocketDebuggerUrl").asText())
                .toList();
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        process.onExit().join();
    }

    private static final class Replies implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private final StringBuilder text = new StringBuilder();

        CompletableFuture<JsonNode> expect(int id) {
            return awaited.computeIfAbsent(id, key -> new CompletableFuture<>());
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                complete(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void complete(String message) {
            try {
                var reply = JSON.readTree(message);
                if (reply.path("method").asText().equals("Network.requestWillBeSent")) {
                    requests.add(reply.at("/params/request/url").asText());
                }
                if (reply.has("id")) {
                    expect(reply.get("id").asInt()).complete(reply.get("result"));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
