package io.sluicegate.launcher.seeing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluicegate.sandbox.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceProbeTest {
    private final ServiceProbe probe = new ServiceProbe();
    private final CountDownLatch busy = new CountDownLatch(1);
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/readyz", this::answer);
        service.start();
    }

    @AfterEach
    void stop() {
        busy.countDown();
        service.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            busy.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var body =
                "{\"ready\":false,\"pipelines\":[\"fraud\"],\"reasons\":{\"drift-detector\":\"full\"}}".getBytes(UTF_8);
        exchange.sendResponseHeaders(503, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void shouldWaitForTheAnswerOfABusyService() {
        var answer = probe.ask("http://localhost:" + service.getAddress().getPort());

        await().during(ServiceProbe.CONNECTING.plusSeconds(1)).until(() -> !answer.isDone());
        busy.countDown();

        assertThat(answer.join().pipelines()).containsExactly("fraud");
        assertThat(answer.join().reasons()).containsEntry("drift-detector", "full");
    }

    @Test
    void shouldNotWaitWhereNothingListens() {
        var answer = probe.ask("http://localhost:" + FreePorts.any()).join();

        assertThat(answer.answers()).isFalse();
    }
}
