package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.control.ControlStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.fraud.FraudExample;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.fraud.Scale;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.scorer.ScorerStage;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that are absent, cut short or incomplete, at a deployment and at the restart of a scorer, under real control. */
@WithCluster
class DamagedBundlesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String MODEL_FILE = "model.onnx";

    @TempDir
    private Path folder;

    private FraudInstances fraud;

    @BeforeEach
    void start(TestCluster broker) {
        fraud = new FraudInstances(folder, broker, "mock://damaged-bundles");
    }

    @AfterEach
    void stop() {
        fraud.close();
    }

    @Test
    void shouldAbortADeploymentOfADamagedBundleAndGoOnOnceItsOwnIsRepaired() throws Exception {
        fraud.start("one", ControlStage::new);
        fraud.start("one", EnricherStage::new);
        var scorer = fraud.start("one", ScorerStage::new);
        var example = FraudExample.create(fraud.config(), new Scale(7, 480, 2400, 12_000), Instant.now());
        var first = example.publishFirst("1", Instant.now());
        fraud.deploy(first);
        var second = example.publishBad("1", "2", Instant.now());
        fraud.register(second);
        var traffic = fraud.closing(example.traffic(fraud.clients(), InstantSource.system()));
        traffic.start();
        fraud.awaitPredictions(100);

        shouldAbort(second, "ABSENT", DamagedBundlesIT::delete);
        shouldAbort(second, "WRONG_DIGEST", bundle -> cutShort(bundle.resolve(MODEL_FILE)));
        shouldAbort(second, "WRONG_DIGEST", bundle -> Files.delete(bundle.resolve(MODEL_FILE)));

        scorer.close();
        var spare = damage(first, bundle -> cutShort(bundle.resolve(MODEL_FILE)));
        var again = fraud.start("one", ScorerStage::new);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> again.readiness().toString().contains("version 1 is FAILED (WRONG_DIGEST"));
        repair(first, spare);
        fraud.awaitFurtherPredictions(100);
        traffic.pause();
        fraud.awaitPredictions(traffic.counts().events());

        assertThat(new LogCheck(fraud.config(), fraud.clients()).verdict())
                .matches(LogCheck.Verdict::holds, "each event answered once, in order");
    }

    private interface Damage {
        void to(Path bundle) throws IOException;
    }

    private void shouldAbort(PublishedVersion version, String code, Damage damage) throws Exception {
        var spare = damage(version, damage);
        var aborted = aborted(fraud.facts()).size();
        fraud.operator().send(fraud.operator().command(CommandKind.DEPLOY, version.version()));

        var facts = fraud.await(now -> aborted(now).size() > aborted);

        assertThat(aborted(facts)).first().satisfies(entry -> assertThat(entry.getReason())
                .contains(code));
        assertThat(facts.primary()).contains("1");
        repair(version, spare);
    }

    private static List<AuditEntry> aborted(PipelineFacts facts) {
        return facts.audit().stream()
                .filter(entry -> entry.getKind() == AuditKind.ABORTED)
                .toList();
    }

    /** Where a whole copy of the bundle is. */
    private Path damage(PublishedVersion version, Damage damage) throws IOException {
        var bundle = Path.of(version.location());
        var spare = Files.createTempDirectory(folder, "spare");
        copy(bundle, spare);
        damage.to(bundle);
        return spare;
    }

    private static void repair(PublishedVersion version, Path spare) throws IOException {
        copy(spare, Files.createDirectories(Path.of(version.location())));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path bundle) throws IOException {
        try (var files = Files.list(bundle)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(bundle);
    }

    private static void cutShort(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }
}
