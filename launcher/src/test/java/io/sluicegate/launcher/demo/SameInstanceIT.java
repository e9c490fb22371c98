package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.control.ControlStage;
import io.sluicegate.platform.service.ExitCode;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two live processes run the same stages under one {@code service.instance}. */
@WithCluster
class SameInstanceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldStopTheOlderProcessAndLoseNothing(TestCluster cluster) throws Exception {
        try (var registry = RegistryProcess.start(folder.resolve("registry"));
                var service = new FraudService(
                        folder, cluster.bootstrapServers(), registry.url(), Map.of(), ControlStage::new)) {
            var older = service.launch("older", SameInstanceIT::named, "feature-enricher", "stream-scorer");
            service.deploy();
            var traffic = service.traffic();
            service.awaitMore(500);

            var newer = service.launch("newer", SameInstanceIT::named, "feature-enricher", "stream-scorer");

            assertThat(older.awaitExit(PATIENCE)).hasValue(ExitCode.KAFKA.code());
            assertThat(Files.readString(older.log()))
                    .containsPattern("service stopped .*another process runs (feature-enricher|stream-scorer) under the"
                            + " same name; give each process a service.instance of its own");
            service.awaitMore(500);
            assertThat(service.finish(traffic)).matches(LogCheck.Verdict::holds, "each event answered once, in order");
            var features = new FeatureCheck(service.config(), service.clients());
            assertThat(features.written()).isEqualTo(features.computed());
            assertThat(newer.isAlive()).isTrue();
        }
    }

    private static String named(String file) {
        return file.replaceFirst("instance: \\w+", "instance: twin");
    }
}
