package io.sluicegate.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryReplicaTest {
    private HttpServer registry;
    private RegistryReplica replica;

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/apis", exchange -> {
            try (exchange) {
                var path = exchange.getRequestURI().toString().getBytes(UTF_8);
                exchange.sendResponseHeaders(200, path.length);
                exchange.getResponseBody().write(path);
            }
        });
        registry.start();
        replica = RegistryReplica.start(
                "http://127.0.0.1:" + registry.getAddress().getPort() + "/apis/ccompat/v7");
    }

    @AfterEach
    void stop() {
        replica.close();
        registry.stop(0);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(replica.url() + path)).build(), BodyHandlers.ofString());
    }

    @Test
    void shouldPassOnWhatItIsAsked() throws Exception {
        assertThat(get("/schemas/ids/7?fetchMaxId=false").body())
                .isEqualTo("/apis/ccompat/v7/schemas/ids/7?fetchMaxId=false");
        assertThat(replica.unanswered(7)).isZero();
    }

    @Test
    void shouldNotKnowWhatItHides() throws Exception {
        replica.hide(7);

        assertThat(get("/schemas/ids/7?fetchMaxId=false").statusCode()).isEqualTo(404);
        assertThat(get("/schemas/ids/7").body()).contains("40403");
        assertThat(get("/schemas/ids/17").statusCode()).isEqualTo(200);
        assertThat(replica.unanswered(7)).isEqualTo(2);
    }

    @Test
    void shouldKnowItLater() throws Exception {
        replica.hide(7);
        replica.show(7);

        assertThat(get("/schemas/ids/7").statusCode()).isEqualTo(200);
    }
}
