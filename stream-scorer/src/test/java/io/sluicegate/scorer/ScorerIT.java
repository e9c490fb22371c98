package io.sluicegate.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Role;
import io.sluicegate.runtime.service.Readiness;
import io.sluicegate.scorer.execution.TestProviders;
import io.sluicegate.testing.LogCapture;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithCluster(lifetime = WithCluster.Lifetime.JVM)
class ScorerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CHUNK = 250;

    @TempDir
    Path folder;

    private LiveScorer live;

    @BeforeEach
    void open(TestCluster cluster) {
        live = new LiveScorer(cluster, folder);
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void shouldAnswerEachEventOnceInOrderAcrossStopStartAndAJoin() {
        var deployment = live.deploy(TestDeployments.revision(1).primary(live.bundles.linear(1)));
        var events = TestEvent.of(0, 20_000, 500);
        var first = live.startReady("one");
        var sending = CompletableFuture.runAsync(() -> sendSlowly(events));

        live.predictions(3_000);
        live.startReady("two");
        live.predictions(8_000);
        first.stop();
        live.startReady("one");
        sending.join();

        live.predictions(events.size());
        new PredictionChecker(deployment).check(events, live.predictions());
        assertThat(live.deadLetters()).isZero();
    }

    /** The commit interval is longer than anybody here waits. */
    @Test
    void shouldCommitOnceItHasCaughtUp(TestCluster cluster) {
        var pipeline = new TestPipeline(cluster.bootstrapServers(), TestRegistry.url("live"), folder)
                .named(LiveScorer.randomName())
                .threads(2)
                .properties(Map.of("commit.interval.ms", "150000", "producer.transaction.timeout.ms", "180000"));
        try (var prompt = new LiveScorer(cluster, pipeline)) {
            var deployment = prompt.deploy(TestDeployments.revision(1).primary(prompt.bundles.linear(1)));
            prompt.start("one");
            var events = TestEvent.of(0, 5_000, 50);

            prompt.send(events);
            prompt.predictions(events.size());
            prompt.send(TestEvent.of(5_000, 5_001, 50));
            prompt.predictions(5_001);

            new PredictionChecker(deployment).check(TestEvent.of(0, 5_001, 50), prompt.predictions());
        }
    }

    @Test
    void shouldServeTwoPipelinesInOneProcess(TestCluster cluster) {
        try (var other = new LiveScorer(cluster, folder)) {
            var meters = new SimpleMeterRegistry();
            var deployment = live.deploy(TestDeployments.revision(1).primary(live.bundles.linear(1)));
            var deploymentOfOther = other.deploy(TestDeployments.revision(1).primary(other.bundles.linear(2)));
            var instance = live.start("one", meters);
            other.start("one", meters);
            var events = TestEvent.of(0, 600, 50);

            live.send(events);
            other.send(events);
            live.predictions(events.size());
            other.predictions(events.size());
            instance.stop();
            var further = TestEvent.of(600, 1_000, 50);
            other.send(further);
            other.predictions(1_000);

            new PredictionChecker(deployment).check(events, live.predictions());
            new PredictionChecker(deploymentOfOther).check(TestEvent.of(0, 1_000, 50), other.predictions());
            assertThat(rows(meters, live.name())).isEqualTo(600);
            assertThat(rows(meters, other.name())).isEqualTo(1_000);
        }
    }

    private static double rows(SimpleMeterRegistry meters, String pipeline) {
        return meters.get(Metric.SCORER_BATCH.id())
                .tag(Metric.PIPELINE, pipeline)
                .summary()
                .totalAmount();
    }

    @Test
    void shouldSayInReadinessStatusAndPredictionsThatAnotherProviderRunsTheModel() {
        var absent = TestProviders.absent();
        live.deploy(TestDeployments.revision(1).primary(live.bundles.linear(1)));
        var instance =
                live.start("one", new SimpleMeterRegistry(), TestProviders.of(true, absent, ExecutionProvider.CPU));
        live.send(TestEvent.of(0, 20, 5));

        assertThat(live.predictions(20)).allSatisfy(prediction -> {
            assertThat(prediction.getExecutionProvider()).isEqualTo("CPUExecutionProvider");
            assertThat(prediction.getRequestedProvider()).isEqualTo(absent.runtimeName());
            assertThat(prediction.getCpuNodes()).isPositive();
        });
        assertThat(instance.stage().readiness()).isInstanceOfSatisfying(Readiness.Ready.class, ready -> assertThat(
                        ready.remark())
                .hasValueSatisfying(remark -> assertThat(remark)
                        .startsWith("version 1 runs on CPUExecutionProvider instead of " + absent.runtimeName())));
        await().atMost(PATIENCE).until(() -> live.statuses().stream()
                .flatMap(status -> status.getVersions().stream())
                .anyMatch(version -> version.getRequestedProvider().equals(absent.runtimeName())
                        && "CPUExecutionProvider".equals(version.getActualProvider())
                        && version.getCpuNodes() > 0));
    }

    @Test
    void shouldBatchABacklogButNotALoneRecord() {
        live.deploy(TestDeployments.revision(1).primary(live.bundles.linear(1)));
        var backlog = TestEvent.of(0, 20_000, 500);
        live.send(backlog);
        var instance = live.start("one");
        live.predictions(backlog.size());
        assertThat(instance.rows() / instance.calls()).isGreaterThan(8);

        var rows = instance.rows();
        var calls = instance.calls();
        var alone = TestEvent.of(20_000, 20_020, 500);
        for (var i = 0; i < alone.size(); i++) {
            live.send(alone.subList(i, i + 1));
            var scored = rows + i + 1;
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> instance.rows() >= scored);
        }
        live.predictions(backlog.size() + alone.size());

        assertThat(instance.rows() - rows).isEqualTo(alone.size());
        assertThat(instance.calls() - calls).isEqualTo(alone.size());
        assertThat(instance.meters().get(Metric.SCORER_WAITING.id()).timer().count())
                .isZero();
    }

    @Test
    void shouldSwitchAtOneRecordOfEachPartitionAndRollBackWithoutALoad() {
        var one = live.bundles.linear(1);
        var two = live.bundles.linear(2);
        var events = TestEvent.of(0, 12_000, 300);
        var deployments =
                new ArrayList<>(List.of(live.deploy(TestDeployments.revision(1).primary(one))));
        var instance = live.startReady("one");
        var sending = CompletableFuture.runAsync(() -> sendSlowly(events));
        live.predictions(1_000);

        deployments.add(live.deploy(TestDeployments.revision(2).primary(one).preparing(two)));
        live.awaitLoaded(instance, 2);
        deployments.add(live.deploy(TestDeployments.revision(3).primary(one).candidate(two, 2_500)));
        awaitRevision(3);
        deployments.add(live.deploy(TestDeployments.revision(4).primary(two).previous(one)));
        awaitRevision(4);
        deployments.add(live.deploy(TestDeployments.revision(5).primary(one).previous(two)));
        awaitRevision(5);
        sending.join();

        live.predictions(events.size());
        var predictions = live.predictions();
        new PredictionChecker(deployments.toArray(Deployment[]::new)).check(events, predictions);
        assertThat(instance.loads()).isEqualTo(2);
        assertThat(ofRevision(predictions, 3)).extracting(Prediction::getRole).contains(Role.PRIMARY, Role.CANDIDATE);
        assertThat(ofRevision(predictions, 4))
                .extracting(Prediction::getVersion)
                .containsOnly("2");
        assertThat(ofRevision(predictions, 5))
                .extracting(Prediction::getVersion)
                .containsOnly("1");
    }

    @Test
    void shouldShadowWhatThereIsTimeForAndDecideEverything() {
        var two = live.bundles.linear(2);
        var deployment = live.deploy(
                TestDeployments.revision(1).primary(live.bundles.linear(1)).shadow(two, 10_000));
        var instance = live.startReady("one");
        live.awaitLoaded(instance, 2);
        var events = TestEvent.of(0, 20_000, 500);
        live.send(events);

        live.predictions(events.size());
        new PredictionChecker(deployment).check(events, live.predictions());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(live.shadowPredictions().size() + instance.leftOut())
                        .isEqualTo(events.size()));
        var byId = events.stream().collect(Collectors.toMap(TestEvent::id, TestEvent::score));
        assertThat(live.shadowPredictions())
                .isNotEmpty()
                .allMatch(shadow ->
                        shadow.getRole() == Role.SHADOW && shadow.getVersion().equals("2"))
                .allSatisfy(shadow -> assertThat(shadow.getScore())
                        .isCloseTo(byId.get(shadow.getEventId()) + 2 * TestBundles.STEP, within(1e-3)))
                .extracting(Prediction::getEventId)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldTakeNoRecordWithoutADeploymentAndSaySo() {
        live.send(TestEvent.of(0, 10, 5));
        var instance = live.start("one");
        await().atMost(PATIENCE).until(() -> !live.statuses().isEmpty());
        assertThat(instance.stage().readiness())
                .isEqualTo(Readiness.notReady("no deployment: deploy a version of the pipeline's model"));
        assertThat(live.predictions()).isEmpty();

        live.deploy(TestDeployments.revision(1).preparing(live.bundles.linear(1)));
        live.awaitLoaded(instance, 1);
        assertThat(live.predictions()).isEmpty();
        live.deploy(TestDeployments.revision(2).primary(live.bundles.linear(1)));

        assertThat(live.predictions(10)).hasSize(10);
        await().atMost(PATIENCE).until(() -> instance.stage().readiness().isReady());
    }

    @Test
    void shouldReportItsVersionsAndThatItLeaves() {
        live.deploy(TestDeployments.revision(1).primary(live.bundles.linear(1)));
        var instance = live.startReady("one");
        await().atMost(PATIENCE)
                .until(() -> last().getRevision() == 1
                        && last().getVersions().stream().allMatch(version -> version.getState() == LoadState.READY));

        instance.stop();

        assertThat(last().getStopping()).isTrue();
        assertThat(live.statuses()).filteredOn(InstanceStatus::getStopping).hasSize(1);
        assertThat(last().getInstance()).isEqualTo("one");
    }

    @Test
    void shouldWaitForADecidingVersionThatIsAbsentAndGoOnWhereItWas() {
        var one = live.bundles.linear(1);
        var two = live.bundles.linear(2);
        var first = live.deploy(TestDeployments.revision(1).primary(one));
        var instance = live.startReady("one");
        var events = TestEvent.of(0, 400, 20);
        live.send(events.subList(0, 200));
        live.predictions(200);
        var elsewhere = Path.of(two.getLocation()).resolveSibling("elsewhere");
        assertThat(Path.of(two.getLocation()).toFile().renameTo(elsewhere.toFile()))
                .isTrue();

        var second = live.deploy(TestDeployments.revision(2).primary(two).previous(one));
        await().atMost(PATIENCE)
                .until(() -> instance.stage().readiness() instanceof Readiness.NotReady not
                        && not.reason().contains("version 2 is FAILED (ABSENT"));
        live.send(events.subList(200, 400));
        assertThat(elsewhere.toFile().renameTo(Path.of(two.getLocation()).toFile()))
                .isTrue();

        new PredictionChecker(first, second).check(events, live.predictions(400));
    }

    @Test
    void shouldTakeRecordsAgainAfterAPauseThatNobodyEnds() {
        live.deploy(TestDeployments.revision(1).primary(live.bundles.linear(1)));
        var instance = live.startReady("one");
        live.send(TestEvent.of(0, 100, 20));
        live.predictions(100);

        try (var log = LogCapture.of(ScorerStage.class)) {
            application(instance).pause();
            live.send(TestEvent.of(100, 200, 20));

            live.predictions(200);
            assertThat(log.messages()).containsExactly("consumption resumed revision=\"1\"");
        }
    }

    @Test
    void shouldSeeAThreadThatIsStuck() {
        live.deploy(TestDeployments.revision(1).primary(live.bundles.linear(1)));
        var instance = live.startReady("one");
        var atOnce = new ThreadWatch(Duration.ofSeconds(-1));

        await().atMost(PATIENCE).untilAsserted(() -> {
            atOnce.look(application(instance).metrics());
            assertThat(atOnce.readiness())
                    .isInstanceOfSatisfying(Readiness.NotReady.class, it -> assertThat(it.reason())
                            .contains("StreamThread-1-consumer", "StreamThread-2-consumer"));
        });
    }

    @Test
    void shouldRejectAndBuryUnderLoadWithoutBlamingNeighbours() {
        live.deploy(TestDeployments.revision(1)
                .primary(live.bundles.publish(TestBundles.manifest("1"), TestModels.choosy(), 0)));
        var good = IntStream.range(0, 300)
                .mapToObj(i -> new TestEvent("card-" + i % 20, "good-" + i, i % 5, 0, false))
                .toList();
        var bad = new TestEvent("card-7", "bad", 99, 0, false);
        live.send(Stream.of(good.subList(0, 150), List.of(bad), good.subList(150, 300))
                .flatMap(List::stream)
                .toList());
        live.send("card-7", new byte[] {1, 2, 3});

        live.startReady("one");

        var predictions = live.predictions(301);
        assertThat(predictions)
                .filteredOn(prediction -> prediction.getOutcome() == Outcome.REJECTED)
                .extracting(Prediction::getEventId)
                .containsExactly("bad");
        await().atMost(PATIENCE).until(() -> live.deadLetters() == 2);
    }

    private static KafkaStreams application(LiveScorer.Instance instance) {
        return instance.stage().streams().streams().orElseThrow();
    }

    private InstanceStatus last() {
        var statuses = live.statuses();
        return statuses.get(statuses.size() - 1);
    }

    private void awaitRevision(long revision) {
        await().atMost(PATIENCE)
                .until(() -> ofRevision(live.predictions(), revision).size() > 300);
    }

    private static List<Prediction> ofRevision(List<Prediction> predictions, long revision) {
        return predictions.stream()
                .filter(prediction -> prediction.getRevision() == revision)
                .toList();
    }

    /** About 2,500 events a second: a chunk each tenth of a second. */
    private void sendSlowly(List<TestEvent> events) {
        for (var from = 0; from < events.size(); from += CHUNK) {
            var begin = System.nanoTime();
            live.send(events.subList(from, Math.min(events.size(), from + CHUNK)));
            await().pollInterval(Duration.ofMillis(10)).until(() -> System.nanoTime() - begin > 100_000_000);
        }
    }
}
