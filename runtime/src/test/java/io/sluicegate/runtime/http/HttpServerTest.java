package io.sluicegate.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluicegate.runtime.metrics.MeterRegistries;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private static final String HOST = "127.0.0.1";

    private final PrometheusMeterRegistry meters = MeterRegistries.prometheus();
    private final Map<String, String> trouble = new ConcurrentHashMap<>();
    private final Map<String, String> remarks = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() {
        server = HttpServer.start(
                HOST,
                0,
                meters,
                List.of("fraud"),
                () -> trouble,
                () -> remarks,
                routes -> routes.get("/hello/{name}", context -> context.result("hello " + context.pathParam("name"))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldBeHealthyWhileItRuns() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldBeReadyWhenNothingIsWrong() throws Exception {
        var answer = get("/readyz");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"ready\":true").contains("\"pipelines\":[\"fraud\"]");
    }

    @Test
    void shouldBeReadyWithARemark() throws Exception {
        remarks.put("stream-scorer", "the way back is not free");

        var answer = get("/readyz");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"remarks\":{\"stream-scorer\":\"the way back is not free\"}");
    }

    @Test
    void shouldSayWhyItIsNotReady() throws Exception {
        trouble.put("stream-scorer", "Kafka Streams is \"REBALANCING\"");

        var answer = get("/readyz");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body())
                .contains("\"ready\":false")
                .contains("\"reasons\":{\"stream-scorer\":\"Kafka Streams is \\\"REBALANCING\\\"\"}");
    }

    @Test
    void shouldShowMetricsAsPrometheusReadsThem() throws Exception {
        meters.counter("some.count", "stage", "s").increment();

        var answer = get("/metrics");

        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(answer.body())
                .contains("some_count_total{stage=\"s\"} 1.0")
                .contains("jvm_memory_used_bytes", "jvm_compilation_time_ms_total");
    }

    @Test
    void shouldServeTheStagesOwnRoutes() throws Exception {
        assertThat(get("/hello/you").body()).isEqualTo("hello you");
    }

    @Test
    void shouldServeTheRoutesOfSeveralPipelinesEachBelowItsOwnPath() throws Exception {
        server.close();
        server = HttpServer.start(HOST, 0, meters, Map::of, routes -> {
            for (var pipeline : List.of("fraud", "churn")) {
                var own = routes.ofPipeline(pipeline);
                own.get("/", context -> context.result("page of " + pipeline));
                own.get("/v2", context -> context.result("models of " + pipeline));
            }
        });

        assertThat(get("/pipelines/churn/").body()).isEqualTo("page of churn");
        assertThat(get("/pipelines/fraud/v2").body()).isEqualTo("models of fraud");
        assertThat(get("/").headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(get("/").body())
                .contains("<a href=\"pipelines/fraud/\">fraud</a>", "<a href=\"pipelines/churn/\">churn</a>");
    }

    @Test
    void shouldNameAPortThatIsTaken() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            assertThatThrownBy(() -> HttpServer.start(HOST, other.getLocalPort(), meters, Map::of, routes -> {}))
                    .isInstanceOf(CannotBind.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + other.getLocalPort())
                    .hasMessageContaining("set service.port to another one");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
