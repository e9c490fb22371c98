package io.sluicegate.scorer.predictions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.pipeline.deployment.EntityBuckets;
import io.sluicegate.records.DefinitionCheck;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.ModelOutput;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.records.Role;
import io.sluicegate.runtime.avro.WireFormat;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestDeployments;
import io.sluicegate.scorer.TestFeatures;
import io.sluicegate.scorer.TestModels;
import io.sluicegate.scorer.domain.Decision;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.execution.Engine;
import io.sluicegate.scorer.execution.Execution;
import io.sluicegate.scorer.features.FeatureLayout;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.Outputs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written are the bytes that Avro's own writer gives. */
class PredictionsTest {
    private static final String TOPIC = "features";
    private static final int SCHEMA_ID = 70_000;
    private static final long NOW = 1_700_000_000_123L;
    private static final DeployedVersion FIRST = new DeployedVersion("1", "nowhere", "digest of 1");
    private static final DeployedVersion SECOND = new DeployedVersion("2", "nowhere", "digest of 2");
    private static final DeploymentView DEPLOYMENT = TestDeployments.revision(300)
            .tenure(298)
            .primary(FIRST)
            .candidate(SECOND, 100)
            .view();

    @TempDir
    Path folder;

    private final Predictions predictions = new Predictions(TOPIC, SCHEMA_ID, DEPLOYMENT, arm -> Execution.CPU);

    @Test
    void shouldWriteAScore() throws Exception {
        var row = row("event-ä", "käse".getBytes(UTF_8), decision(9_999));

        var answer = predictions.scored(row, outputs(), 0, OptionalDouble.of(6), NOW);

        var expected = expected("event-ä", "käse", 9_999, Role.PRIMARY, FIRST);
        expected.setOutcome(Outcome.SCORED);
        expected.setScore(6.0);
        expected.setPositive(true);
        expected.setOutputs(outputsOfTheModel());
        assertThat(answer).isInstanceOfSatisfying(Answer.Scored.class, scored -> {
            assertThat(scored.prediction().kind)
                    .isEqualTo(new AnswerKind("1", Role.PRIMARY, Outcome.SCORED, DefinitionCheck.SAME));
            assertThat(scored.prediction().bytes).isEqualTo(bytes(expected));
        });
    }

    @Test
    void shouldWriteAScoreBelowTheThresholdAndOneWithout() throws Exception {
        var row = row("event", "card".getBytes(UTF_8), decision(99));
        var expected = expected("event", "card", 99, Role.CANDIDATE, SECOND);
        expected.setOutcome(Outcome.SCORED);
        expected.setScore(6.0);
        expected.setOutputs(outputsOfTheModel());

        assertThat(predictions.scored(row, outputs(), 0, OptionalDouble.empty(), NOW))
                .isInstanceOfSatisfying(Answer.Scored.class, scored -> assertThat(scored.prediction().bytes)
                        .isEqualTo(bytes(expected)));
        expected.setPositive(false);
        assertThat(predictions.scored(row, outputs(), 0, OptionalDouble.of(6.5), NOW))
                .isInstanceOfSatisfying(Answer.Scored.class, scored -> assertThat(scored.prediction().bytes)
                        .isEqualTo(bytes(expected)));
    }

    @Test
    void shouldWriteARejectionOfAnEventWithoutKeyAndId() {
        var row = row("", null, new Decision(0, DEPLOYMENT.arm(9_999)));
        var rejection = new Rejection(ErrorCode.NULL_KEY, "no key – none");

        var answer = predictions.rejected(row, rejection, NOW);

        var expected = expected("features-7-123456789012", "", 0, Role.PRIMARY, FIRST);
        expected.setOutcome(Outcome.REJECTED);
        expected.setReason("NULL_KEY: no key – none");
        expected.setOutputs(List.of());
        assertThat(answer).isInstanceOfSatisfying(Answer.Rejected.class, rejected -> {
            assertThat(rejected.prediction().kind)
                    .isEqualTo(new AnswerKind("1", Role.PRIMARY, Outcome.REJECTED, DefinitionCheck.SAME));
            assertThat(rejected.rejection()).isEqualTo(rejection);
            assertThat(rejected.prediction().bytes).isEqualTo(bytes(expected));
        });
    }

    @Test
    void shouldSayWhatRanTheModelOfEachArm() throws Exception {
        var fellBack =
                new Execution(ExecutionProvider.CUDA, ExecutionProvider.CPU, 5, 5, Optional.of("cuda: no device"));
        var partly = new Execution(ExecutionProvider.CUDA, ExecutionProvider.CUDA, 5, 2, Optional.empty())
                .by(Engine.COMPILED_TREES);
        var byGpu = new Predictions(
                TOPIC, SCHEMA_ID, DEPLOYMENT, arm -> arm.name().equals(FIRST.getVersion()) ? fellBack : partly);
        var expected = expected("event", "card", 9_999, Role.PRIMARY, FIRST);
        expected.setOutcome(Outcome.SCORED);
        expected.setScore(6.0);
        expected.setOutputs(outputsOfTheModel());
        expected.setRequestedProvider("CUDAExecutionProvider");
        expected.setCpuNodes(5);
        var ofCandidate = expected("event", "card", 99, Role.CANDIDATE, SECOND);
        ofCandidate.setOutcome(Outcome.SCORED);
        ofCandidate.setScore(6.0);
        ofCandidate.setOutputs(outputsOfTheModel());
        ofCandidate.setExecutionProvider("CUDAExecutionProvider");
        ofCandidate.setCpuNodes(2);
        ofCandidate.setEngine("compiled-trees");

        var key = "card".getBytes(UTF_8);
        assertThat(byGpu.scored(row("event", key, decision(9_999)), outputs(), 0, OptionalDouble.empty(), NOW)
                        .prediction()
                        .bytes)
                .isEqualTo(bytes(expected));
        assertThat(byGpu.scored(row("event", key, decision(99)), outputs(), 0, OptionalDouble.empty(), NOW)
                        .prediction()
                        .bytes)
                .isEqualTo(bytes(ofCandidate));
    }

    private static Decision decision(int bucket) {
        return new Decision(bucket, DEPLOYMENT.arm(bucket));
    }

    private static RoutedRow row(String eventId, byte @Nullable [] key, Decision decision) {
        var row = FeatureLayout.of(TestFeatures.SCHEMA).orElseThrow().row();
        row.eventId = eventId.getBytes(UTF_8);
        row.eventTime = -5;
        row.featureSet = "fingerprint";
        return new RoutedRow(
                0, new RawRecord(7, 123_456_789_012L, key, new byte[0]), row, decision, DefinitionCheck.SAME);
    }

    private Outputs outputs() throws Exception {
        var manifest = TestBundles.manifest("1", Output.score("probabilities", 1, OptionalDouble.empty()));
        var file = Files.write(folder.resolve("model.onnx"), TestModels.manyOutputs());
        try (var model = OnnxModel.load(file, manifest)) {
            var runner = model.runner(1);
            runner.begin().get(0).putDoubles(new double[] {3, 0, 0}, 0, 3);
            return runner.run(1);
        }
    }

    private static List<ModelOutput> outputsOfTheModel() {
        return List.of(
                new ModelOutput("label", List.of(), List.of(1L), List.of(), List.of(), List.of()),
                new ModelOutput("probabilities", List.of(3.0, 6.0), List.of(), List.of(), List.of(), List.of(2)),
                new ModelOutput("most", List.of(6.0), List.of(), List.of(), List.of(), List.of()),
                new ModelOutput("none", List.of(), List.of(), List.of(), List.of(), List.of(0)));
    }

    private static Prediction expected(String eventId, String entity, int bucket, Role role, DeployedVersion version) {
        var prediction = new Prediction();
        prediction.setEventId(eventId);
        prediction.setEntity(entity);
        prediction.setEventTime(Instant.ofEpochMilli(-5));
        prediction.setPipeline(DEPLOYMENT.record().getPipeline());
        prediction.setModel(DEPLOYMENT.record().getModel());
        prediction.setVersion(version.getVersion());
        prediction.setBundleDigest(version.getBundleDigest());
        prediction.setFeatureSetFingerprint("fingerprint");
        prediction.setDefinitions(DefinitionCheck.SAME);
        prediction.setRevision(300);
        prediction.setTenure(298);
        prediction.setBucket(bucket);
        prediction.setEntityBucket(EntityBuckets.of(entity.getBytes(UTF_8)));
        prediction.setPropensity(role == Role.PRIMARY ? 0.99 : 0.01);
        prediction.setRole(role);
        prediction.setReasonCodes(List.of());
        prediction.setExecutionProvider("CPUExecutionProvider");
        prediction.setFeaturesPartition(7);
        prediction.setProbabilities(Map.of());
        prediction.setFeaturesOffset(123_456_789_012L);
        prediction.setScoredAt(Instant.ofEpochMilli(NOW));
        return prediction;
    }

    private static byte[] bytes(Prediction prediction) {
        RecordClasses.trust();
        var out = new ByteArrayOutputStream();
        try {
            out.write(WireFormat.header(SCHEMA_ID));
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new SpecificDatumWriter<>(Prediction.class).write(prediction, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
