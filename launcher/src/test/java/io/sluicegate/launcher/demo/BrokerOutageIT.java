package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.sandbox.EmbeddedBroker;
import io.sluicegate.testing.FreePort;
import io.sluicegate.testing.RunLength;
import io.sluicegate.testing.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All stages lose their only broker under traffic, for longer than sessions and transactions last. */
class BrokerOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern SILENCE = Pattern.compile("hasn't answered for (\\d+) s");
    private static final Map<String, Integer> SHORT =
            Map.of("main.consumer.session.timeout.ms", 6_000, "producer.transaction.timeout.ms", 5_000);

    /** Seconds of the first outage. */
    private static final int FROZEN = RunLength.choose(12, 60);

    @TempDir
    private Path folder;

    @Test
    void shouldOutliveABrokerThatCannotBeReached() throws Exception {
        int behind = FreePort.find();
        int port = FreePort.find();
        try (var proxy = TcpProxy.start(port, behind);
                var broker = EmbeddedBroker.startBehind(port, folder.resolve("kafka"), behind, FreePort.find());
                var service = FraudService.whole(folder, broker.bootstrap(), "mock://unreachable", SHORT)) {
            service.deploy();
            service.awaitReady();
            var traffic = service.traffic();
            service.awaitMore(500);

            proxy.freeze();
            awaitSilence(service, FROZEN);
            proxy.thaw();
            service.awaitReady();
            service.awaitMore(500);

            proxy.cut();
            awaitSilence(service, 8);
            proxy.mend();
            service.awaitReady();
            service.awaitMore(500);

            var back = Instant.now();
            service.await(facts -> facts.instances().stream()
                    .anyMatch(it -> it.status().getAt().isAfter(back)));
            assertThat(service.finish(traffic)).matches(LogCheck.Verdict::holds, "each event answered once, in order");
        }
    }

    @Test
    void shouldOutliveARestartOfItsBroker() throws Exception {
        int port = FreePort.find();
        int controller = FreePort.find();
        var broker = EmbeddedBroker.start(folder.resolve("kafka"), port, controller);
        try (var service = FraudService.whole(folder, broker.bootstrap(), "mock://restarted", SHORT)) {
            service.deploy();
            var traffic = service.traffic();
            service.awaitMore(500);

            broker.close();
            awaitSilence(service, 6);
            broker = EmbeddedBroker.start(folder.resolve("kafka"), port, controller);
            service.awaitReady();
            service.awaitMore(500);

            assertThat(service.finish(traffic)).matches(LogCheck.Verdict::holds, "each event answered once, in order");
        } finally {
            broker.close();
        }
    }

    /** Waits until the service, which goes on running, has said for so long that Kafka doesn't answer. */
    private static void awaitSilence(FraudService service, int seconds) {
        await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE.plusSeconds(seconds))
                .until(() -> {
                    assertThat(service.runs()).isTrue();
                    assertThat(service.get("/healthz")).startsWith("200");
                    var ready = service.get("/readyz");
                    var said = SILENCE.matcher(ready);
                    return ready.startsWith("503") && said.find() && Integer.parseInt(said.group(1)) >= seconds;
                });
    }
}
