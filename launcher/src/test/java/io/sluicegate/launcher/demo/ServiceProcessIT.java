package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened;
import io.sluicegate.console.domain.Traffic;
import io.sluicegate.control.ControlStage;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.fraud.traffic.TrafficGenerator;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.AuditKind;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.sandbox.Closing;
import io.sluicegate.sandbox.StageProcess;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Enricher and scorer in a process of their own, which a model kills, or another process of the same name takes the place of. */
@WithCluster
class ServiceProcessIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Closing CLOSING = new Closing();

    @TempDir
    private static Path folder;

    private static FraudService service;
    private static TrafficGenerator traffic;
    private static StageProcess process;

    @BeforeAll
    static void start(TestCluster cluster) throws Exception {
        var registry = CLOSING.add(RegistryProcess.start(folder.resolve("registry")));
        service = CLOSING.add(
                new FraudService(folder, cluster.bootstrapServers(), registry.url(), Map.of(), ControlStage::new));
        process = launch("first");
        service.deploy();
        traffic = service.traffic();
    }

    @AfterAll
    static void stop() {
        CLOSING.close();
    }

    @BeforeEach
    void send() throws Exception {
        traffic.resume();
        service.awaitMore(500);
    }

    @AfterEach
    void shouldHaveAnsweredEachEventOnce() throws Exception {
        assertThat(service.finish(traffic)).matches(LogCheck.Verdict::holds, "each event answered once, in order");
        var features = new FeatureCheck(service.config(), service.clients());
        assertThat(features.written()).isEqualTo(features.computed());
    }

    @Test
    void shouldRefuseTheVersionThatKilledTheProcessAndGoOnWithTheOldOne() throws Exception {
        var lethal = lethal(service.config());
        service.order(lethal);
        var mark = folder.resolve("data-" + process.name() + "/loading/fraud/one/" + lethal.digest() + ".loading");
        await().atMost(PATIENCE).until(() -> Files.exists(mark));
        process.signal("KILL");
        assertThat(process.awaitExit(PATIENCE)).isPresent();
        process = launch(process.name());

        var aborted = service.await(facts -> facts.audit().get(0).getKind() == AuditKind.ABORTED);
        assertThat(aborted.audit().get(0).getReason())
                .contains("gave up preparing version 2", "KILLED_PROCESS", mark.toString());
        service.awaitMore(500);
        var facts = service.await(now -> true);
        assertThat(facts.primary()).contains("1");
        assertThat(facts.traffic().versions())
                .extracting(Traffic.OfVersion::version)
                .containsOnly("1");
    }

    @Test
    void shouldStopTheOlderOfTwoProcessesOfOneName() throws Exception {
        var older = process;
        process = launch("second");

        assertThat(older.awaitExit(PATIENCE)).hasValue(ExitCode.KAFKA.code());
        assertThat(Files.readString(older.log()))
                .containsPattern(
                        "service stopped .*another process runs (feature-enricher|stream-scorer) under the same"
                                + " name; give each process a service.instance of its own");
        service.awaitMore(500);
        assertThat(process.isAlive()).isTrue();
    }

    /** A process with a folder of its own, but always with the same instance name; it loads versions without a probe. */
    private static StageProcess launch(String name) throws IOException {
        return service.launch(
                name,
                file -> file.replace("instance: " + name, "instance: one")
                        .replace("  prepare-timeout: 60s\n", "  prepare-timeout: 60s\n  isolation: none\n"),
                "feature-enricher",
                "stream-scorer");
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
