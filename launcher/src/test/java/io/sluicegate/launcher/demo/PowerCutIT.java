package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.sandbox.BrokerNode;
import io.sluicegate.sandbox.BrokerProcess;
import io.sluicegate.sandbox.Closing;
import io.sluicegate.sandbox.StageProcess;
import io.sluicegate.testing.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Broker, registry and all services are killed at once under traffic, and started again on their folders. */
class PowerCutIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> SMALL = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");

    private final List<BrokerNode> nodes = BrokerNode.cluster(1);
    private final int registryPort = FreePort.find();
    private final Closing closing = new Closing();

    /** Kept after a failure, for the logs in it tell who stood still. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private BrokerProcess broker;
    private RegistryProcess registry;
    private List<StageProcess> services;

    @AfterEach
    void stop() {
        closing.close();
    }

    @Test
    void shouldGoOnWhereItWas() throws Exception {
        power();
        closing.add(this::end);
        var service = closing.add(new FraudService(folder, nodes.get(0).address(), registry.url(), Map.of()));
        services(service);
        service.deploy();
        var traffic = service.traffic();
        service.awaitMore(500);

        cut();
        power();
        services(service);
        service.awaitMore(500);

        var verdict = service.finish(traffic);
        assertThat(verdict).matches(LogCheck.Verdict::holds, "each event answered once, in order");
        assertThat(verdict.deadLetters()).isZero();
        var features = new FeatureCheck(service.config(), service.clients());
        assertThat(features.written()).as("windows over the power cut").isEqualTo(features.computed());
    }

    private void power() throws Exception {
        broker = BrokerProcess.start(folder.resolve("kafka"), nodes.get(0), nodes, SMALL);
        registry = RegistryProcess.start(
                Path.of(System.getProperty(RegistryProcess.HOME_PROPERTY)), folder.resolve("registry"), registryPort);
    }

    private void end() {
        broker.close();
        registry.close();
    }

    private void services(FraudService service) throws Exception {
        services = List.of(
                service.launch("answers", it -> it, "feature-enricher", "stream-scorer"),
                service.launch("decisions", it -> it, "rollout-control", "drift-detector", "retraining-trigger"));
    }

    private void cut() throws Exception {
        services.forEach(it -> it.signal("KILL"));
        broker.signal("KILL");
        registry.kill();
        for (var each : services) {
            assertThat(each.awaitExit(PATIENCE)).isPresent();
        }
        assertThat(broker.awaitExit(PATIENCE)).isPresent();
    }
}
