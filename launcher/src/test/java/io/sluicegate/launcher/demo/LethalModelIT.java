package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened;
import io.sluicegate.console.domain.Traffic;
import io.sluicegate.control.ControlStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.platform.config.PipelineConfig;
import io.sluicegate.records.AuditKind;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scorer's process dies while it prepares a version, and is started again. */
@WithCluster
class LethalModelIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldRefuseTheVersionThatKilledTheProcessAndGoOnWithTheOldOne(TestCluster cluster) throws Exception {
        try (var registry = RegistryProcess.start(folder.resolve("registry"));
                var service = new FraudService(
                        folder,
                        cluster.bootstrapServers(),
                        registry.url(),
                        Map.of(),
                        ControlStage::new,
                        EnricherStage::new)) {
            var scorer = service.launch("scorer", it -> it, "stream-scorer");
            service.deploy();
            var traffic = service.traffic();
            service.awaitMore(500);

            // when
            var lethal = lethal(service.config());
            service.order(lethal);
            var mark = folder.resolve("data-scorer/loading/scorer/" + lethal.digest() + ".loading");
            await().atMost(PATIENCE).until(() -> Files.exists(mark));
            scorer.signal("KILL");
            assertThat(scorer.awaitExit(PATIENCE)).isPresent();
            service.launch("scorer", it -> it, "stream-scorer");

            // then
            var facts = service.await(now -> now.audit().get(0).getKind() == AuditKind.ABORTED);
            assertThat(facts.audit().get(0).getReason())
                    .contains("gave up preparing version 2", "KILLED_PROCESS", mark.toString());
            service.awaitMore(500);
            assertThat(service.finish(traffic)).matches(LogCheck.Verdict::holds, "each event answered once, in order");
            var after = service.await(now -> true);
            assertThat(after.primary()).contains("1");
            assertThat(after.traffic().versions())
                    .extracting(Traffic.OfVersion::version)
                    .containsOnly("1");
        }
    }

    private static PublishedVersion lethal(PipelineConfig config) throws IOException {
        var store = config.model().store();
        var good = ((Opened.Whole) BundleStore.open(
                        store.resolve(config.model().name()).resolve("1").toString()))
                .bundle();
        var published = new BundleStore(store).publish(EndlessModel.of(good, "2"));
        return new PublishedVersion(
                config.model().name(),
                "2",
                published.location(),
                published.digest(),
                good.manifest().featureSetFingerprint(),
                "never answers");
    }
}
