package io.sluicegate.scorer.stream;

import static io.sluicegate.scorer.TestFeatures.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.records.ArmRole;
import io.sluicegate.records.DefinitionCheck;
import io.sluicegate.records.DeployedArm;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.PublishedFeatureSet;
import io.sluicegate.records.Role;
import io.sluicegate.runtime.deadletter.DeadLetter;
import io.sluicegate.runtime.kafka.PublishedFeatures;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.scorer.PredictionChecker;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestDeployments;
import io.sluicegate.scorer.TestEvent;
import io.sluicegate.scorer.TestFeatures;
import io.sluicegate.scorer.TestModels;
import io.sluicegate.scorer.TestPipeline;
import io.sluicegate.scorer.definitions.DefinitionRule;
import io.sluicegate.scorer.definitions.FeatureSets;
import io.sluicegate.scorer.features.FeatureLayout;
import io.sluicegate.scorer.pacing.Epochs;
import io.sluicegate.scorer.pacing.ScorerThreads;
import io.sluicegate.scorer.versions.ModelHolder;
import io.sluicegate.scorer.versions.Serving;
import io.sluicegate.scorer.versions.VersionLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerTopologyTest {
    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PipelineMetrics metrics = new PipelineMetrics(meters, "fraud");
    private TestBundles bundles;
    private StageContext context;
    private TestFeatures features;
    private ModelHolder holder;
    private FeatureSets sets;
    private DefinitionRule rule;
    private ScorerThreads threads;
    private TopologyTestDriver driver;
    private TestInputTopic<String, Deployment> deployments;
    private TestInputTopic<byte[], byte[]> input;
    private TestOutputTopic<String, Prediction> predictions;
    private TestOutputTopic<String, Prediction> shadows;
    private TestOutputTopic<byte[], byte[]> letters;

    @BeforeEach
    void open() {
        bundles = new TestBundles(folder);
        context = new TestPipeline("unused:1", "mock://" + UUID.randomUUID(), folder).context(meters);
        features = new TestFeatures(context.clients());
        var loader = new VersionLoader(
                TestBundles.MODEL,
                TestBundles.FEATURE_SET,
                32,
                TestBundles.PATIENT,
                folder.resolve("marks"),
                OtherDefinitions.REFUSE,
                TestBundles.ANYWHERE);
        holder = new ModelHolder(loader, metrics, Duration.ofSeconds(1));
        sets = new FeatureSets(TestBundles.FEATURE_SET, Duration.ofMillis(50));
        rule = new DefinitionRule(sets, OtherDefinitions.REFUSE);
        var clock = InstantSource.fixed(Instant.ofEpochMilli(5_000));
        threads = new ScorerThreads(
                TOPICS.features(), context.clients().schemas(), 32, Optional.empty(), metrics, clock, rule);
        start();
    }

    private void start() {
        var topology = new ScorerTopology(context, holder, sets, threads, Duration.ofMillis(50)).build();
        var properties = new Properties();
        properties.put("application.id", "test");
        driver = new TopologyTestDriver(topology, properties);
        var serdes = context.clients().serdes();
        deployments = driver.createInputTopic(
                Topics.DEPLOYMENTS,
                new StringSerializer(),
                serdes.specific(Deployment.class).serializer());
        input = driver.createInputTopic(TOPICS.features(), new ByteArraySerializer(), new ByteArraySerializer());
        predictions = driver.createOutputTopic(
                TOPICS.predictions(),
                new StringDeserializer(),
                serdes.specific(Prediction.class).deserializer());
        shadows = driver.createOutputTopic(
                TOPICS.shadowPredictions(),
                new StringDeserializer(),
                serdes.specific(Prediction.class).deserializer());
        letters = driver.createOutputTopic(
                Topics.deadLetters(TOPICS.features()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void close() {
        driver.close();
        holder.close();
    }

    @Test
    void shouldKeepItsShape() {
        var threads = new ScorerThreads(
                TOPICS.features(),
                context.clients().schemas(),
                32,
                Optional.empty(),
                metrics,
                InstantSource.system(),
                rule);

        assertThat(new ScorerTopology(context, holder, sets, threads, Duration.ZERO)
                        .build()
                        .describe())
                .hasToString("""
                        Topologies:
                           Sub-topology: 0 for global store (will not generate tasks)
                            Source: deployments-source (topics: [sluicegate.deployments])
                              --> deployments-processor
                            Processor: deployments-processor (stores: [deployments])
                              --> none
                              <-- deployments-source
                          Sub-topology: 1 for global store (will not generate tasks)
                            Source: feature-sets-source (topics: [sluicegate.feature-sets])
                              --> feature-sets-processor
                            Processor: feature-sets-processor (stores: [feature-sets])
                              --> none
                              <-- feature-sets-source
                          Sub-topology: 2
                            Source: features (topics: [test.features])
                              --> score
                            Processor: score (stores: [epochs])
                              --> dead-letters, predictions, shadow-predictions
                              <-- features
                            Sink: dead-letters (topic: test.features.dlq)
                              <-- score
                            Sink: predictions (topic: test.predictions)
                              <-- score
                            Sink: shadow-predictions (topic: test.predictions.shadow)
                              <-- score

                        """);
    }

    @Test
    void shouldAnswerEachRecordAcrossASwitch() {
        var first = deploy(TestDeployments.revision(1).primary(bundles.linear(1)));
        var events = TestEvent.of(0, 200, 10);
        events.subList(0, 100).forEach(this::send);
        var second =
                deploy(TestDeployments.revision(2).primary(bundles.linear(1)).candidate(bundles.linear(2), 3_000));
        events.subList(100, 200).forEach(this::send);

        var answers = predictions.readValuesToList();

        new PredictionChecker(first, second).check(events, answers);
        assertThat(answers).extracting(Prediction::getVersion).contains("1", "2");
        assertThat(answers.subList(100, 200))
                .extracting(Prediction::getRevision)
                .containsOnly(2L);
        assertThat(letters.isEmpty()).isTrue();
        assertThat(meters.find(Metric.SCORER_BATCH.id()).summaries()).allMatch(summary -> summary.max() == 1);
    }

    @Test
    void shouldScoreAShadowBesideWhatDecides() {
        var two = bundles.linear(2);
        var deployment =
                deploy(TestDeployments.revision(3).primary(bundles.linear(1)).shadow(two, 10_000));
        awaitLoaded(two);
        var events = TestEvent.of(0, 50, 10);
        events.forEach(this::send);

        new PredictionChecker(deployment).check(events, predictions.readValuesToList());
        var shadowed = shadows.readValuesToList();
        assertThat(shadowed).isNotEmpty().allSatisfy(prediction -> {
            assertThat(prediction.getRole()).isEqualTo(Role.SHADOW);
            assertThat(prediction.getVersion()).isEqualTo("2");
            assertThat(prediction.getBundleDigest()).isEqualTo(two.getBundleDigest());
            assertThat(prediction.getTenure()).isEqualTo(3);
            assertThat(prediction.getPropensity()).isEqualTo(1);
            assertThat(prediction.getOutcome()).isEqualTo(Outcome.SCORED);
        });
        var first = events.get(0);
        assertThat(shadowed.get(0).getEventId()).isEqualTo(first.id());
        assertThat(shadowed.get(0).getScore()).isCloseTo(first.score() + 2 * TestBundles.STEP, within(1e-3));
        assertThat(shadowed).extracting(Prediction::getEventId).doesNotHaveDuplicates();
        assertThat(shadowed.size() + leftOut("busy")).isEqualTo(50);
        assertThat(rows(Role.SHADOW)).isEqualTo(shadowed.size());
        assertThat(letters.isEmpty()).isTrue();
    }

    @Test
    void shouldShadowOnlyTheKeysOfItsShare() {
        var two = bundles.linear(2);
        deploy(TestDeployments.revision(3).primary(bundles.linear(1)).shadow(two, 2_000));
        awaitLoaded(two);
        TestEvent.of(0, 100, 100).forEach(this::send);

        assertThat(shadows.readValuesToList())
                .isNotEmpty()
                .allMatch(prediction -> prediction.getBucket() < 2_000)
                .allMatch(prediction -> prediction.getPropensity() == 0.2);
    }

    @Test
    void shouldDecideWhileAShadowIsNotLoaded() {
        var nowhere = new DeployedVersion("9", folder.resolve("nowhere").toString(), "abc");
        var deployment =
                deploy(TestDeployments.revision(3).primary(bundles.linear(1)).shadow(nowhere, 10_000));
        var events = TestEvent.of(0, 5, 5);
        events.forEach(this::send);

        new PredictionChecker(deployment).check(events, predictions.readValuesToList());
        assertThat(shadows.isEmpty()).isTrue();
        assertThat(leftOut("not-loaded") + leftOut("busy")).isEqualTo(5);
    }

    @Test
    void shouldStayWithTheRevisionBeforeOneThatLeavesABucketWithoutADecider() {
        var ours = deploy(TestDeployments.revision(1).primary(bundles.linear(1)));
        var half = new DeployedArm(bundles.linear(2), ArmRole.DECIDES, 0, 5_000, 2L, Instant.EPOCH);
        deployments.pipeInput("test", TestDeployments.revision(2).build(half));

        send(new TestEvent("card", "event", 2, 3, true));

        assertThat(holder.serving().deployment().orElseThrow().record()).isEqualTo(ours);
        assertThat(predictions.readValue().getRevision()).isEqualTo(1);
    }

    private void awaitLoaded(DeployedVersion version) {
        assertThat(holder.await(serving -> serving.find(version).isPresent(), Duration.ofSeconds(20)))
                .isPresent();
    }

    private double leftOut(String reason) {
        return meters.find(Metric.SCORER_SHADOW_LEFT_OUT.id()).tag("reason", reason).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double rows(Role role) {
        return meters.find(Metric.SCORER_ROWS.id()).tag("role", role.name()).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void shouldSayEverythingThatAnAuditorAsks() {
        var deployment = deploy(TestDeployments.revision(7).primary(bundles.linear(1)));
        send(new TestEvent("card", "event", 2, 3, true));

        var prediction = predictions.readValue();

        assertThat(prediction.getPipeline()).isEqualTo("test");
        assertThat(prediction.getModel()).isEqualTo("test-model");
        assertThat(prediction.getBundleDigest())
                .isEqualTo(deployment.getArms().get(0).getVersion().getBundleDigest());
        assertThat(prediction.getFeatureSetFingerprint()).isEqualTo(TestBundles.FEATURE_SET.fingerprint());
        assertThat(prediction.getRevision()).isEqualTo(7);
        assertThat(prediction.getEventTime()).isEqualTo(Instant.ofEpochMilli(1_003));
        assertThat(prediction.getScoredAt()).isEqualTo(Instant.ofEpochMilli(5_000));
        assertThat(prediction.getOutputs().get(0).getValues()).containsExactly(1_132.0);
        assertThat(prediction.getExecutionProvider()).isEqualTo("CPUExecutionProvider");
        assertThat(prediction.getFeaturesPartition()).isZero();
        assertThat(prediction.getFeaturesOffset()).isZero();
    }

    @Test
    void shouldNameAnEventWithoutAnIdByItsPlace() {
        deploy(TestDeployments.revision(1).primary(bundles.linear(1)));
        send(new TestEvent("card", "", 2, 3, true));

        assertThat(predictions.readValue().getEventId()).isEqualTo("test.features-0-0");
    }

    @Test
    void shouldPassOnTraceAndIngestionOnly() {
        deploy(TestDeployments.revision(1).primary(bundles.linear(1)));
        var headers = new RecordHeaders();
        headers.add("traceparent", "00-abc-def-01".getBytes(UTF_8));
        headers.add("sluicegate.ingested", "12345".getBytes(UTF_8));
        headers.add("other", new byte[0]);
        var event = TestEvent.of(0, 1, 1).get(0);

        input.pipeInput(new TestRecord<>(TestFeatures.key(event), features.bytes(event), headers));

        var passed = predictions.readRecord().headers();
        assertThat(passed).extracting(header -> header.key()).containsExactly("traceparent", "sluicegate.ingested");
        assertThat(meters.get(Metric.SCORER_LATENCY.id()).timer().count()).isOne();
    }

    @Test
    void shouldBuryWhatItCannotDecode() {
        deploy(TestDeployments.revision(1).primary(bundles.linear(1)));
        input.pipeInput("card".getBytes(UTF_8), new byte[] {9, 9});
        input.pipeInput("card".getBytes(UTF_8), new byte[] {0, 0, 0, 99, 99, 1});
        input.pipeInput(new TestRecord<>("card".getBytes(UTF_8), null));
        var truncated = Arrays.copyOf(features.bytes(TestEvent.of(0, 1, 1).get(0)), 20);
        input.pipeInput("card".getBytes(UTF_8), truncated);

        assertThat(letters.readRecordsToList())
                .extracting(letter -> header(letter.headers(), DeadLetter.CODE))
                .containsExactly("UNDECODABLE", "UNKNOWN_SCHEMA", "UNDECODABLE", "UNDECODABLE");
        assertThat(predictions.isEmpty()).isTrue();
    }

    @Test
    void shouldRejectARecordWithoutAKey() {
        deploy(TestDeployments.revision(1).primary(bundles.linear(1)));
        var event = TestEvent.of(0, 1, 1).get(0);

        input.pipeInput(new TestRecord<>(null, features.bytes(event)));

        assertRejected("NULL_KEY");
    }

    @Test
    void shouldRejectARecordThatLacksAFeature() {
        deploy(TestDeployments.revision(1).primary(bundles.linear(1)));
        var schema = SchemaBuilder.record("Features")
                .fields()
                .requiredString("eventId")
                .requiredLong("eventTime")
                .requiredDouble("amount")
                .endRecord();
        var record = new GenericData.Record(schema);
        record.put("eventId", "e");
        record.put("eventTime", 1L);
        record.put("amount", 1.0);
        var writer = context.clients().serdes().writer("other", schema);

        input.pipeInput("card".getBytes(UTF_8), writer.write(record));

        assertRejected("MISSING_FIELD");
    }

    @Test
    void shouldRejectAMissingValueThatTheModelCannotTake() {
        deploy(TestDeployments.revision(1).primary(bundles.linear(1)));
        var record = TestFeatures.record(TestEvent.of(0, 1, 1).get(0));
        record.put("amount", null);

        input.pipeInput("card".getBytes(UTF_8), features.bytes(record));

        assertRejected("UNSCORABLE");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, -1e300})
    void shouldTakeWhatIsNoFiniteFloatAsMissing(double amount) {
        deploy(TestDeployments.revision(1)
                .primary(bundles.publish(TestBundles.manifest("1"), TestModels.sigmoid(), 0.5)));

        send(new TestEvent("card", "bad", amount, 0, false));

        assertRejected("UNSCORABLE");
    }

    @Test
    void shouldRejectWhatTheModelFailsOn() {
        deploy(TestDeployments.revision(1).primary(bundles.publish(TestBundles.manifest("1"), TestModels.choosy(), 0)));
        send(new TestEvent("card", "bad", 99, 0, false));
        assertRejected("UNSCORABLE");

        send(new TestEvent("card", "good", 1, 0, false));

        assertThat(predictions.readValue().getOutcome()).isEqualTo(Outcome.SCORED);
    }

    @Test
    void shouldRejectWhatWasComputedByOtherDefinitionsThanTheModelWasTrainedOn() {
        deploy(TestDeployments.revision(1).primary(trainedOn(TestBundles.FEATURE_SET)));
        var changed = amountOf("net");
        publish(changed);

        send(TestEvent.of(0, 1, 1).get(0));
        send(TestEvent.of(1, 2, 1).get(0), changed);

        assertThat(predictions.readValue().getDefinitions()).isEqualTo(DefinitionCheck.SAME);
        var rejected = predictions.readValue();
        assertThat(rejected.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(rejected.getDefinitions()).isEqualTo(DefinitionCheck.DIFFERENT);
        assertThat(rejected.getReason())
                .startsWith("DEFINITION_MISMATCH: feature 'amount' was {\"field\":\"amount\"")
                .contains("here it is {\"field\":\"net\"");
        assertThat(header(letters.readRecord().headers(), DeadLetter.CODE)).isEqualTo("DEFINITION_MISMATCH");
        assertThat(checked("SAME")).isOne();
        assertThat(checked("DIFFERENT")).isOne();
    }

    @Test
    void shouldScoreAndFlagWhatWasComputedByOtherDefinitionsWhereThatIsThePolicy() {
        rule = new DefinitionRule(sets, OtherDefinitions.FLAG);
        threads = new ScorerThreads(
                TOPICS.features(),
                context.clients().schemas(),
                32,
                Optional.empty(),
                metrics,
                InstantSource.system(),
                rule);
        driver.close();
        start();
        deploy(TestDeployments.revision(1).primary(trainedOn(TestBundles.FEATURE_SET)));
        publish(amountOf("net"));

        send(TestEvent.of(0, 1, 1).get(0), amountOf("net"));

        assertThat(predictions.readValue())
                .returns(Outcome.SCORED, Prediction::getOutcome)
                .returns(DefinitionCheck.DIFFERENT, Prediction::getDefinitions);
        assertThat(letters.isEmpty()).isTrue();
        assertThat(checked("DIFFERENT")).isOne();
    }

    @Test
    void shouldSayThatItCouldNotCheckAndCheckOnceTheFeatureSetIsKnown() {
        deploy(TestDeployments.revision(1).primary(trainedOn(TestBundles.FEATURE_SET)));

        send(TestEvent.of(0, 1, 1).get(0), amountOf("net"));
        publish(amountOf("net"));
        send(TestEvent.of(1, 2, 1).get(0), amountOf("net"));

        assertThat(predictions.readValuesToList())
                .extracting(Prediction::getDefinitions)
                .containsExactly(DefinitionCheck.UNCHECKED, DefinitionCheck.DIFFERENT);
        assertThat(checked("UNCHECKED")).isOne();
    }

    @Test
    void shouldNotMindDefinitionsOfFeaturesThatTheModelDoesNotNeed() {
        deploy(TestDeployments.revision(1).primary(trainedOn(TestBundles.FEATURE_SET)));
        var more = new ArrayList<>(TestBundles.FEATURE_SET.features());
        more.add(new FeatureDefinition("country", Type.STRING, new Field("country", false)));
        publish(new FeatureSet(more));

        send(TestEvent.of(0, 1, 1).get(0), new FeatureSet(more));

        assertThat(predictions.readValue().getDefinitions()).isEqualTo(DefinitionCheck.SAME);
    }

    @Test
    void shouldLeaveRowsOfABundleWithoutDefinitionsUnchecked() {
        deploy(TestDeployments.revision(1).primary(bundles.linear(1)));

        send(TestEvent.of(0, 1, 1).get(0));

        assertThat(predictions.readValue().getDefinitions()).isEqualTo(DefinitionCheck.UNCHECKED);
        assertThat(checked("UNCHECKED")).isOne();
    }

    private DeployedVersion trainedOn(FeatureSet set) {
        return bundles.publish(TestBundles.manifest("1", set), TestModels.linear(1_000), 1_000);
    }

    private static FeatureSet amountOf(String field) {
        var features = new ArrayList<>(TestBundles.FEATURE_SET.features());
        features.set(0, new FeatureDefinition("amount", Type.DOUBLE, new Field(field, false)));
        return new FeatureSet(features);
    }

    private void publish(FeatureSet set) {
        driver.createInputTopic(
                        Topics.FEATURE_SETS,
                        new StringSerializer(),
                        context.clients()
                                .serdes()
                                .specific(PublishedFeatureSet.class)
                                .serializer())
                .pipeInput(set.fingerprint(), PublishedFeatures.of(set, "test", "one", Instant.EPOCH));
    }

    private void send(TestEvent event, FeatureSet computedBy) {
        var record = TestFeatures.record(event);
        record.put("featureSet", computedBy.fingerprint());
        input.pipeInput(TestFeatures.key(event), features.bytes(record));
    }

    private double checked(String check) {
        return meters.get(Metric.SCORER_DEFINITIONS.id())
                .tag("check", check)
                .counter()
                .count();
    }

    @Test
    void shouldIgnoreDeploymentsOfOtherPipelinesAndUnreadableOnes() {
        var ours = deploy(TestDeployments.revision(1).primary(bundles.linear(1)));
        deployments.pipeInput("other", TestDeployments.revision(9).build());
        driver.createInputTopic(Topics.DEPLOYMENTS, new StringSerializer(), new ByteArraySerializer())
                .pipeInput("test", new byte[] {1});

        assertThat(holder.serving().deployment().orElseThrow().record()).isEqualTo(ours);
    }

    @Test
    void shouldBeginTheTaskAnewWhenItWaitsInVain() {
        var event = TestEvent.of(0, 1, 1).get(0);

        assertThatThrownBy(() -> send(event)).isInstanceOf(TaskMigratedException.class);
        assertThat(meters.get(Metric.SCORER_WAITING.id()).timer().count()).isOne();
    }

    @Test
    void shouldNotGoBackToAnEarlierRevisionAfterARestart() {
        deploy(TestDeployments.revision(5).primary(bundles.linear(1)));
        send(TestEvent.of(0, 1, 1).get(0));
        Long used = driver.<String, Long>getKeyValueStore(ScorerTopology.EPOCHS_STORE)
                .get("revision");
        assertThat(used).isEqualTo(5);

        var late = new ModelHolder(
                new VersionLoader(
                        TestBundles.MODEL,
                        TestBundles.FEATURE_SET,
                        32,
                        TestBundles.PATIENT,
                        folder.resolve("marks"),
                        OtherDefinitions.REFUSE,
                        TestBundles.ANYWHERE),
                metrics,
                Duration.ofSeconds(1));
        late.accept(TestDeployments.revision(4).primary(bundles.linear(1)).view());
        late.await(Serving::isReady, Duration.ofSeconds(20));
        var epochs = new Epochs(
                new TaskId(0, 0),
                driver.getKeyValueStore(ScorerTopology.EPOCHS_STORE),
                late,
                Duration.ofMillis(20),
                metrics.timer(Metric.SCORER_WAITING));

        assertThatThrownBy(epochs::acquire).isInstanceOf(TaskMigratedException.class);
        late.accept(TestDeployments.revision(5).primary(bundles.linear(1)).view());
        var serving = epochs.acquire();
        assertThat(serving.revision()).isEqualTo(5);
        serving.release();
        late.close();
    }

    @Test
    void shouldForgetWhatWasPolledWhenATaskLeavesBeforeItsFirstRecord() {
        deploy(TestDeployments.revision(1).primary(bundles.linear(1)));
        var events = TestEvent.of(0, 3, 1);
        threads.note(polled(events));
        driver.close();
        start();

        send(events.get(0));

        assertThat(predictions.readValue().getOutcome()).isEqualTo(Outcome.SCORED);
        assertThat(meters.find(Metric.SCORER_BATCH.id()).summaries()).allMatch(summary -> summary.max() == 1);
    }

    @Test
    void shouldBindByNameAndType() {
        var layout = FeatureLayout.of(TestFeatures.SCHEMA).orElseThrow();
        assertThat(layout.bind(TestBundles.manifest("1")).rejection()).isEmpty();

        var other = SchemaBuilder.record("F")
                .fields()
                .requiredLong("eventTime")
                .requiredString("amount")
                .requiredLong("abroad")
                .endRecord();
        var rejection = FeatureLayout.of(other)
                .orElseThrow()
                .bind(TestBundles.manifest("1"))
                .rejection()
                .orElseThrow();
        assertThat(rejection.message())
                .contains("'amount' is STRING, the model needs DOUBLE")
                .contains("no feature 'count'")
                .contains("'abroad' is LONG, the model needs BOOLEAN");
    }

    private ConsumerRecords<byte[], byte[]> polled(List<TestEvent> events) {
        var records = IntStream.range(0, events.size())
                .mapToObj(i -> new ConsumerRecord<>(
                        TOPICS.features(), 0, i, TestFeatures.key(events.get(i)), features.bytes(events.get(i))))
                .toList();
        return new ConsumerRecords<>(Map.of(new TopicPartition(TOPICS.features(), 0), records), Map.of());
    }

    private void assertRejected(String code) {
        var rejected = predictions.readValue();
        assertThat(rejected.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(rejected.getReason()).startsWith(code + ": ");
        assertThat(rejected.getScore()).isNull();
        assertThat(rejected.getPositive()).isNull();
        assertThat(header(letters.readRecord().headers(), DeadLetter.CODE)).isEqualTo(code);
        assertThat(predictions.isEmpty()).isTrue();
        assertThat(letters.isEmpty()).isTrue();
    }

    private static String header(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }

    private Deployment deploy(TestDeployments next) {
        var deployment = next.build();
        deployments.pipeInput("test", deployment);
        assertThat(holder.await(
                        serving -> serving.isReady() && serving.revision() == deployment.getRevision(),
                        Duration.ofSeconds(20)))
                .isPresent();
        return deployment;
    }

    private void send(TestEvent event) {
        input.pipeInput(TestFeatures.key(event), features.bytes(event));
    }
}
