package io.sluicegate.scorer.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.EndpointSettings;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.runtime.http.HttpServer;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestDeployments;
import io.sluicegate.scorer.versions.ModelHolder;
import io.sluicegate.scorer.versions.VersionLoader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An endpoint behind a real HTTP server, with a holder of versions and no Kafka. */
final class TestEndpoint implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    final PrometheusMeterRegistry meters = MeterRegistries.prometheus();
    final ModelHolder holder;
    private final Endpoint endpoint;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    TestEndpoint(Path folder, EndpointSettings settings) {
        this(folder, settings, TestBundles.FEATURE_SET, 32);
    }

    TestEndpoint(Path folder, EndpointSettings settings, FeatureSet features, int batch) {
        var metrics = new PipelineMetrics(meters, "test");
        var loader = new VersionLoader(
                TestBundles.MODEL,
                features,
                batch,
                TestBundles.PATIENT,
                folder.resolve("loading"),
                OtherDefinitions.REFUSE,
                TestBundles.ANYWHERE);
        holder = new ModelHolder(loader, metrics, Duration.ofSeconds(1));
        endpoint = new Endpoint(settings, TestBundles.MODEL, batch, holder, metrics);
        server = HttpServer.start("127.0.0.1", 0, meters, Map::of, endpoint::addTo);
    }

    static EndpointSettings settings() {
        return new EndpointSettings(true, Optional.empty(), 1 << 20, 64, Duration.ofSeconds(20), 1);
    }

    static EndpointSettings withToken(String token) {
        var all = settings();
        return new EndpointSettings(
                true, Optional.of(token), all.maxBody(), all.concurrency(), all.timeout(), all.threads());
    }

    static EndpointSettings within(Duration timeout, int maxBody, int concurrency) {
        return new EndpointSettings(true, Optional.empty(), maxBody, concurrency, timeout, 1);
    }

    /** Lets a version decide, once it is loaded. */
    void deploy(long revision, DeployedVersion version) {
        accept(TestDeployments.revision(revision).primary(version));
        await().atMost(PATIENCE).until(() -> holder.serving().isReady());
    }

    void accept(TestDeployments deployment) {
        holder.accept(deployment.view());
    }

    /** Waits until a version is loaded. */
    void awaitLoaded(DeployedVersion version) {
        await().atMost(PATIENCE).until(() -> holder.serving().find(version).isPresent());
    }

    String url() {
        return server.url();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return client.send(request(path, headers).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return client.send(
                request(path, headers).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> post(String path, byte[] body, String... headers) throws Exception {
        return client.send(
                request(path, headers).POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
    }

    CompletableFuture<HttpResponse<String>> postAsync(String path, String body) {
        return client.sendAsync(
                request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(PATIENCE);
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** What the server answers to bytes that may be no HTTP, until it closes the connection. */
    String raw(String bytes, boolean thenEnd) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(bytes.getBytes(UTF_8));
            if (thenEnd) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** A connection that takes little at a time from the server. */
    Socket socket() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
        return socket;
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    /** The requests that wait for the model. */
    double waiting() {
        return meters.get(Metric.SCORER_ENDPOINT_WAITING.id()).gauge().value();
    }

    Search find(Metric metric) {
        return meters.find(metric.id());
    }

    @Override
    public void close() {
        server.close();
        endpoint.close();
        holder.close();
    }
}
