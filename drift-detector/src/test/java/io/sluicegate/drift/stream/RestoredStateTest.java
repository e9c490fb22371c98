package io.sluicegate.drift.stream;

import static io.sluicegate.drift.World.GRACE;
import static io.sluicegate.drift.World.PIPELINE;
import static io.sluicegate.drift.World.START;
import static io.sluicegate.drift.World.TOPICS;
import static io.sluicegate.drift.World.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.drift.World;
import io.sluicegate.drift.World.Row;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.OutcomeCounts;
import io.sluicegate.testing.state.StageState;
import io.sluicegate.testing.state.StateFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RestoredStateTest {
    private static final String APPLICATION = PIPELINE + "-drift-detector";
    private static final Instant END = START.plus(WINDOW);
    private static final Instant OVER = END.plus(GRACE);

    /** The bundle whose reference the fixtures' counts are judged by; committed, because the fixtures name its digest. */
    private static final DeployedVersion VERSION = new DeployedVersion(
            "1",
            Path.of("src/test/resources/bundle").toAbsolutePath().toString(),
            "2ce9798188b0413906a6e7ae0176ac85be7cabec5b086b1ba5cc1398e485587c");

    private final World world;
    private final StageState state;

    RestoredStateTest(@TempDir Path folder) {
        world = new World(folder, 1);
        state = new StageState(APPLICATION, world.clients().registry());
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** The windows of features 2, of scores 1 and of outcomes 1 are open; what waits are a label and two predictions. */
    @ParameterizedTest
    @MethodSource("io.sluicegate.testing.state.StateFixture#all")
    void shouldCloseOpenWindowsWithWhatWasCountedAndJoinWhatWaits(StateFixture before) {
        try (var driver = driver(state.restored(topology(), before))) {
            // given
            deploy(driver);

            // when
            label(driver, "e1", 120, true);
            predict(driver, "label-first", 0.1, START.plusSeconds(3));
            features(driver, START.plusSeconds(5));
            features(driver, OVER.plus(WINDOW));
            pipe(driver, TOPICS.labels(), world.label("next", END, OVER, true));
            predict(driver, "later", 0.1, OVER);
            tick(driver);

            // then
            var reports = reports(driver);
            assertThat(reports.keySet())
                    .containsExactlyInAnyOrder(
                            "FEATURE/amount", "FEATURE/visits", "FEATURE/abroad", "PREDICTION/score", "OUTCOME/labels");
            var amounts = reports.get("FEATURE/amount");
            assertThat(amounts.getWindowStart()).isEqualTo(END);
            assertThat(amounts.getRows()).isEqualTo(251);
            assertThat(amounts.getReferenceDigest()).isEqualTo(VERSION.getBundleDigest());
            assertThat(amounts.getLate()).as("the row of the first window").isEqualTo(1);
            assertThat(reports.get("PREDICTION/score").getRows()).isEqualTo(4);
            assertThat(reports.get("OUTCOME/labels").getOutcomes()).isEqualTo(new OutcomeCounts(1L, 0L, 1L, 1L));
        }
    }

    @Test
    void shouldWriteItsStateAsTheNewestFixtureHasIt() {
        var topology = topology();
        try (var driver = driver(topology)) {
            deploy(driver);
            features(driver, START);
            features(driver, OVER);
            tick(driver);
            for (int i = 0; i < 250; i++) {
                features(driver, END.plusSeconds(i));
            }
            predict(driver, "e0", 0.9, START);
            predict(driver, "e1", 0.1, START.plusSeconds(1));
            predict(driver, "e2", 0.9, START.plusSeconds(2));
            label(driver, "e0", 60, true);
            label(driver, "label-first", 61, false);
            tick(driver);

            state.check(driver, topology);
        }
    }

    private Topology topology() {
        return new DriftTopology(world.parts()).build();
    }

    private TopologyTestDriver driver(Topology topology) {
        return new TopologyTestDriver(topology, world.clients().streamsProperties(APPLICATION), START);
    }

    private void deploy(TopologyTestDriver driver) {
        pipe(driver, Topics.DEPLOYMENTS, PIPELINE, world.deployment(VERSION, null));
    }

    private void features(TopologyTestDriver driver, Instant time) {
        pipe(driver, TOPICS.features(), world.features(Row.usual(new Random(time.toEpochMilli())), time));
    }

    private void predict(TopologyTestDriver driver, String event, double score, Instant time) {
        pipe(driver, TOPICS.predictions(), world.prediction(VERSION, event, time, score, score >= 0.5));
    }

    private void label(TopologyTestDriver driver, String event, int known, boolean positive) {
        pipe(driver, TOPICS.labels(), world.label(event, START, START.plusSeconds(known), positive));
    }

    private static void pipe(TopologyTestDriver driver, String topic, byte[] value) {
        pipe(driver, topic, "customer", value);
    }

    private static void pipe(TopologyTestDriver driver, String topic, String key, byte[] value) {
        driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value);
    }

    private static void tick(TopologyTestDriver driver) {
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    private Map<String, DriftReport> reports(TopologyTestDriver driver) {
        var deserializer = world.clients().serdes().specific(DriftReport.class).deserializer();
        return driver
                .createOutputTopic(TOPICS.drift(), new StringDeserializer(), deserializer)
                .readValuesToList()
                .stream()
                .collect(Collectors.toMap(report -> report.getScope() + "/" + report.getName(), Function.identity()));
    }
}
