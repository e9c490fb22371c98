package io.sluicegate.scorer.stream;

import static io.sluicegate.scorer.TestFeatures.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestDeployments;
import io.sluicegate.scorer.TestEvent;
import io.sluicegate.scorer.TestFeatures;
import io.sluicegate.scorer.TestPipeline;
import io.sluicegate.scorer.definitions.DefinitionRule;
import io.sluicegate.scorer.definitions.FeatureSets;
import io.sluicegate.scorer.pacing.ScorerThreads;
import io.sluicegate.scorer.versions.ModelHolder;
import io.sluicegate.scorer.versions.Serving;
import io.sluicegate.scorer.versions.VersionLoader;
import io.sluicegate.testing.state.StageState;
import io.sluicegate.testing.state.StateFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RestoredStateTest {
    private static final String APPLICATION = "test-stream-scorer";

    private final StageContext context;
    private final ModelHolder holder;
    private final DeployedVersion version;
    private final Topology topology;
    private final StageState state;

    RestoredStateTest(@TempDir Path folder) {
        context =
                new TestPipeline("unused:1", "mock://" + UUID.randomUUID(), folder).context(new SimpleMeterRegistry());
        holder = new ModelHolder(
                new VersionLoader(
                        TestBundles.MODEL,
                        TestBundles.FEATURE_SET,
                        32,
                        TestBundles.PATIENT,
                        folder.resolve("marks"),
                        OtherDefinitions.REFUSE,
                        TestBundles.ANYWHERE),
                context.metrics(),
                Duration.ofSeconds(1));
        version = new TestBundles(folder).linear(1);
        topology = topology();
        state = new StageState(APPLICATION, context.clients().registry());
    }

    private Topology topology() {
        var sets = new FeatureSets(TestBundles.FEATURE_SET, Duration.ofMillis(50));
        var threads = new ScorerThreads(
                TOPICS.features(),
                context.clients().schemas(),
                32,
                Optional.empty(),
                context.metrics(),
                InstantSource.system(),
                new DefinitionRule(sets, OtherDefinitions.REFUSE));
        return new ScorerTopology(context, holder, sets, threads, Duration.ofMillis(50)).build();
    }

    @AfterEach
    void close() {
        holder.close();
        context.clients().close();
    }

    /** Revision 5 has been used. */
    @ParameterizedTest
    @MethodSource("io.sluicegate.testing.state.StateFixture#all")
    void shouldNotDecideByARevisionBelowTheHighestOneThatWasUsed(StateFixture before) {
        try (var driver = driver(state.restored(topology, before))) {
            deploy(driver, 4);
            assertThatThrownBy(() -> send(driver)).isInstanceOf(TaskMigratedException.class);
        }
        try (var driver = driver(topology)) {
            deploy(driver, 5);
            send(driver);

            assertThat(prediction(driver).getRevision()).isEqualTo(5);
        }
    }

    @Test
    void shouldWriteItsStateAsTheNewestFixtureHasIt() {
        try (var driver = driver(topology)) {
            deploy(driver, 5);
            send(driver);

            state.check(driver, topology);
        }
    }

    private static TopologyTestDriver driver(Topology topology) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        return new TopologyTestDriver(topology, properties);
    }

    private void deploy(TopologyTestDriver driver, long revision) {
        var deployments = context.clients().serdes().specific(Deployment.class).serializer();
        driver.createInputTopic(Topics.DEPLOYMENTS, new StringSerializer(), deployments)
                .pipeInput(
                        "test",
                        TestDeployments.revision(revision).primary(version).build());
        assertThat(holder.await(serving -> isReady(serving, revision), Duration.ofSeconds(20)))
                .isPresent();
    }

    private static boolean isReady(Serving serving, long revision) {
        return serving.isReady() && serving.revision() == revision;
    }

    private void send(TopologyTestDriver driver) {
        var bytes = new ByteArraySerializer();
        var event = TestEvent.of(0, 1, 1).get(0);
        driver.createInputTopic(TOPICS.features(), bytes, bytes)
                .pipeInput(TestFeatures.key(event), new TestFeatures(context.clients()).bytes(event));
    }

    private Prediction prediction(TopologyTestDriver driver) {
        var predictions = context.clients().serdes().specific(Prediction.class).deserializer();
        return driver.createOutputTopic(TOPICS.predictions(), new StringDeserializer(), predictions)
                .readValue();
    }
}
