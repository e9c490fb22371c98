package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.control.ControlStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.fraud.FraudExample;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.fraud.Scale;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Role;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.scorer.ScorerStage;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real control and two real scorer instances: one joins in mid-stream, is restarted, and each event is answered once. */
@WithCluster
class TwoScorersIT {
    private static final double SHARE = 30;

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private RegistryProcess registry;
    private FraudInstances fraud;

    @BeforeEach
    void start(TestCluster broker) throws Exception {
        cluster = broker;
        registry = RegistryProcess.start(folder.resolve("registry"));
        fraud = new FraudInstances(folder, broker, registry.url());
    }

    @AfterEach
    void stop() {
        fraud.close();
        registry.close();
    }

    @Test
    void shouldPrepareOnEveryInstanceAndAnswerEachEventOnce() throws Exception {
        fraud.start("one", ControlStage::new);
        fraud.start("one", EnricherStage::new);
        fraud.start("one", ScorerStage::new);
        var example = FraudExample.create(fraud.config(), new Scale(7, 480, 2400, 12_000), Instant.now());
        fraud.deploy(example.publishFirst("1", Instant.now()));
        var traffic = fraud.closing(example.traffic(fraud.clients(), InstantSource.system()));
        traffic.start();
        fraud.awaitPredictions(1_000);

        var second = fraud.start("two", ScorerStage::new);
        fraud.await(facts -> facts.instances().size() == 2);
        var canary = canary(example.publishBad("1", "2", Instant.now()));
        fraud.await(facts -> decided(facts, "2") > 100);
        second.close();
        fraud.start("two", ScorerStage::new);
        fraud.awaitFurtherPredictions(1_000);
        var abort = abort();
        fraud.awaitFurtherPredictions(1_000);
        traffic.pause();
        fraud.awaitPredictions(traffic.counts().events());

        var check = new LogCheck(fraud.config(), fraud.clients());
        assertThat(check.verdict()).matches(LogCheck.Verdict::holds, "each event answered once, in order");
        assertThat(check.switched(canary, abort).partitions())
                .hasSize(fraud.config().partitions());
        assertThat(check.switched(canary, abort).isClean()).isTrue();
        shouldHaveRoutedByBucket(canary);
    }

    /** The cohort is those keys whose bucket lies below the share, and nobody else. */
    private void shouldHaveRoutedByBucket(long canary) {
        var predictions = cluster.readAll(
                Topics.of(fraud.config().pipeline()).predictions(),
                fraud.clients().serdes().specific(Prediction.class).deserializer());
        assertThat(predictions)
                .extracting(record -> record.value())
                .filteredOn(prediction -> prediction.getRevision() == canary)
                .isNotEmpty()
                .allSatisfy(prediction -> {
                    var inCohort = prediction.getBucket() < SHARE * 100;
                    assertThat(prediction.getRole()).isEqualTo(inCohort ? Role.CANDIDATE : Role.PRIMARY);
                    assertThat(prediction.getVersion()).isEqualTo(inCohort ? "2" : "1");
                });
    }

    private long canary(PublishedVersion version) throws Exception {
        fraud.register(version);
        fraud.operator()
                .send(fraud.operator()
                        .command(CommandKind.CANARY, version.version())
                        .setPercent(SHARE));
        var facts = fraud.await(now -> now.candidate().isPresent()
                && activation(now, version.version()).isPresent());
        assertThat(activation(facts, version.version()))
                .hasValueSatisfying(entry -> assertThat(entry.getReason()).contains("2 live instance"));
        return facts.revision();
    }

    /** It is in another topic than the deployment, and may be read later. */
    private static Optional<AuditEntry> activation(PipelineFacts facts, String version) {
        return facts.audit().stream()
                .filter(entry -> entry.getKind() == AuditKind.ACTIVATED)
                .filter(entry -> entry.getReason().startsWith("version " + version + " "))
                .findFirst();
    }

    private long abort() throws Exception {
        fraud.operator()
                .send(fraud.operator()
                        .command(CommandKind.ABORT, "2")
                        .setExpectedRevision(fraud.facts().revision()));
        return fraud.await(now -> now.candidate().isEmpty()).revision();
    }

    private static long decided(PipelineFacts facts, String version) {
        return facts.traffic().versions().stream()
                .filter(counts -> counts.version().equals(version))
                .mapToLong(counts -> counts.predictions())
                .sum();
    }
}
