package io.sluicegate.scorer.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened.Whole;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.DefinitionCheck;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Outcome;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestEvent;
import io.sluicegate.scorer.TestFeatures;
import io.sluicegate.scorer.TestModels;
import io.sluicegate.scorer.TestPipeline;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.execution.Engine;
import io.sluicegate.scorer.onnx.OnnxModel;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final TestEvent EVENT = TestEvent.of(0, 1, 1).get(0);

    @TempDir
    Path folder;

    private PipelineConfig config;
    private Clients clients;
    private RawRecord record;

    @BeforeEach
    void open() {
        var context = new TestPipeline("unused:1", "mock://" + UUID.randomUUID(), folder).context();
        config = context.config();
        clients = context.clients();
        record = new RawRecord(3, 17, EVENT.card().getBytes(UTF_8), new TestFeatures(clients).bytes(EVENT));
    }

    @Test
    void shouldComputeThePredictionThatTheVersionMakes() throws Exception {
        try (var replay = Replay.open(bundle(2), config, clients.schemas(), List.of(), Engine.ONNX_RUNTIME)) {
            assertThat(replay.score(record, 1)).singleElement().satisfies(prediction -> {
                assertThat(prediction.getEventId()).isEqualTo(EVENT.id());
                assertThat(prediction.getEntity()).isEqualTo(EVENT.card());
                assertThat(prediction.getVersion()).isEqualTo("2");
                assertThat(prediction.getOutcome()).isEqualTo(Outcome.SCORED);
                assertThat(prediction.getScore()).isEqualTo(EVENT.score() + 2 * TestBundles.STEP);
                assertThat(prediction.getFeaturesPartition()).isEqualTo(3);
                assertThat(prediction.getFeaturesOffset()).isEqualTo(17);
                assertThat(prediction.getDefinitions()).isEqualTo(DefinitionCheck.UNCHECKED);
            });
            assertThat(replay.provider()).isEqualTo("CPUExecutionProvider");
        }
    }

    @Test
    void shouldComputeItInABatch() throws Exception {
        try (var replay = Replay.open(bundle(1), config, clients.schemas(), List.of(), Engine.ONNX_RUNTIME)) {
            assertThat(replay.batch()).isEqualTo(32);
            assertThat(replay.score(record, 5)).hasSize(5);
        }
    }

    @Test
    void shouldRejectWhatTheVersionRejects() throws Exception {
        var noKey = new RawRecord(3, 17, null, record.value());

        try (var replay = Replay.open(bundle(1), config, clients.schemas(), List.of(), Engine.ONNX_RUNTIME)) {
            assertThat(replay.score(noKey, 1)).singleElement().satisfies(prediction -> {
                assertThat(prediction.getOutcome()).isEqualTo(Outcome.REJECTED);
                assertThat(prediction.getReason()).startsWith("NULL_KEY");
            });
        }
    }

    @Test
    void shouldGiveNothingForARecordThatCannotBeRead() throws Exception {
        var garbage = new RawRecord(3, 17, record.key(), new byte[] {9});

        try (var replay = Replay.open(bundle(1), config, clients.schemas(), List.of(), Engine.ONNX_RUNTIME)) {
            assertThat(replay.score(garbage, 1)).isEmpty();
        }
    }

    @Test
    void shouldCloseItsSession() throws Exception {
        var before = OnnxModel.openSessions();

        Replay.open(bundle(1), config, clients.schemas(), List.of(), Engine.ONNX_RUNTIME)
                .close();

        assertThat(OnnxModel.openSessions()).isEqualTo(before);
    }

    @Test
    void shouldComputeByTheEngineOfThePredictionWithTheSameBits() throws Exception {
        var bundle = bundle(bundles().publish(TestBundles.manifest("1"), TestModels.trees(), 0.25));
        try (var runtime = Replay.open(bundle, config, clients.schemas(), List.of(), Engine.ONNX_RUNTIME);
                var compiled = Replay.open(bundle, config, clients.schemas(), List.of(), Engine.COMPILED_TREES)) {
            assertThat(runtime.engine()).isEqualTo(Engine.ONNX_RUNTIME);
            assertThat(compiled.engine()).isEqualTo(Engine.COMPILED_TREES);
            for (var rows : List.of(1, 5)) {
                var expected = runtime.score(record, rows);
                var actual = compiled.score(record, rows);
                assertThat(expected).hasSize(rows).allSatisfy(it -> assertThat(it.getEngine())
                        .isNull());
                assertThat(actual).allSatisfy(it -> assertThat(it.getEngine()).isEqualTo("compiled-trees"));
                actual.forEach(prediction -> prediction.setEngine(null));
                assertThat(actual).isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldComputeByTheRuntimeWhatHasNoCompiledForm() throws Exception {
        try (var replay = Replay.open(bundle(1), config, clients.schemas(), List.of(), Engine.COMPILED_TREES)) {
            assertThat(replay.engine()).isEqualTo(Engine.ONNX_RUNTIME);
            assertThat(replay.score(record, 1)).hasSize(1);
        }
    }

    private TestBundles bundles() {
        return new TestBundles(folder.resolve("store"));
    }

    private Bundle bundle(int version) {
        return bundle(bundles().linear(version));
    }

    private static Bundle bundle(DeployedVersion deployed) {
        return ((Whole) BundleStore.open(deployed.getLocation(), deployed.getBundleDigest())).bundle();
    }
}
