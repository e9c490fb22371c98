package io.sluicegate.scorer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.VersionStatus;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.testing.RunLength;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that takes a second a call, exactly-once in transactions of four, right after one that was fast. */
@WithCluster(lifetime = WithCluster.Lifetime.JVM)
class SlowModelIT {
    private static final double CALL_NANOS = 1e9;
    private static final int FAST = 20_000;
    private static final int SLOW = RunLength.choose(240, 480);
    private static final double FEW = 3;

    @TempDir
    Path folder;

    private LiveScorer live;

    @AfterEach
    void close() {
        live.close();
    }

    private void open(TestCluster cluster, long transactionMs) {
        live = new LiveScorer(
                cluster,
                new TestPipeline(cluster.bootstrapServers(), TestRegistry.url("live"), folder)
                        .named(LiveScorer.randomName())
                        .properties(Map.of("producer.transaction.timeout.ms", "" + transactionMs)));
    }

    @Test
    void shouldAnswerEachEventOnceWithoutAStormOfTransactions(TestCluster cluster) throws Exception {
        open(cluster, 4_000);
        var fast = live.bundles.linear(1);
        var slow = slow(2);
        var first = live.deploy(TestDeployments.revision(1).primary(fast).preparing(slow));
        var instance = live.startReady("one");
        var events = TestEvent.of(0, FAST + SLOW, 500);
        live.send(events.subList(0, FAST));
        live.predictions(FAST);
        live.awaitLoaded(instance, 2);

        var second = live.deploy(TestDeployments.revision(2).primary(slow).previous(fast));
        live.awaitRevision(instance, 2);
        live.send(events.subList(FAST, FAST + SLOW));

        new PredictionChecker(first, second).check(events, live.predictions(FAST + SLOW));
        assertThat(instance.meters().find(Metric.THREADS_REPLACED.id()).counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum())
                .as("a thread may begin anew with fewer records at a time, but not again and again")
                .isLessThanOrEqualTo(FEW);
    }

    @Test
    void shouldRefuseAVersionThatCannotScoreARecordWithinATransaction(TestCluster cluster) throws Exception {
        open(cluster, 1_500);
        var fast = live.bundles.linear(1);
        var bias = 2 * TestBundles.STEP;
        var tooSlow = live.bundles.publish(
                TestBundles.manifest("2"), TestModels.looping(bias, 3 * turnsOfASecond(), 0), bias);
        var first = live.deploy(TestDeployments.revision(1).primary(fast).preparing(tooSlow));
        var instance = live.startReady("one");
        live.awaitLoaded(instance, 2);
        var events = TestEvent.of(0, 100, 10);
        live.send(events);

        new PredictionChecker(first).check(events, live.predictions(100));
        await().untilAsserted(() -> assertThat(live.statuses())
                .flatExtracting(InstanceStatus::getVersions)
                .extracting(VersionStatus::getError)
                .anyMatch(error -> error != null
                        && error.matches("TOO_SLOW: a call with 1 row takes \\d+ ms, but the limit is 750 ms,"
                                + " half of producer.transaction.timeout.ms: .*")));
    }

    /** Nobody can know it before: zeros are scored at once. */
    @Test
    void shouldSurviveARecordWhoseCallOutlastsItsTransaction(TestCluster cluster) throws Exception {
        open(cluster, 4_000);
        var fast = live.bundles.linear(1);
        var bias = 2 * TestBundles.STEP;
        var moody = live.bundles.publish(
                TestBundles.manifest("2"), TestModels.looping(bias, 0, 13 * turnsOfASecond()), bias);
        var first = live.deploy(TestDeployments.revision(1).primary(moody).previous(fast));
        var instance = live.startReady("one");
        live.awaitLoaded(instance, 2);
        var events = IntStream.range(0, 100)
                .mapToObj(i -> new TestEvent("card-" + i % 10, "event-" + i, i == 50 ? 1 : 0, 0, false))
                .toList();
        live.send(events);
        new PredictionChecker(first).check(events, live.predictions(100));

        var calls = instance.meters().get(Metric.SCORER_INFERENCE.id()).timers();
        var longest =
                calls.stream().mapToDouble(timer -> timer.max(SECONDS)).max().orElseThrow();
        assertThat(calls.stream().mapToDouble(timer -> timer.totalTime(SECONDS)).sum())
                .as("the long call is made once")
                .isBetween(longest, 1.5 * longest);
    }

    private int turnsOfASecond() throws Exception {
        var few = 50;
        var file = Files.write(folder.resolve("few.onnx"), TestModels.looping(0, few, 0));
        return (int) (few * CALL_NANOS / nanos(file));
    }

    private DeployedVersion slow(int version) throws Exception {
        var bias = version * TestBundles.STEP;
        return live.bundles.publish(
                TestBundles.manifest("" + version), TestModels.slow(bias, productsOfASecond()), bias);
    }

    private int productsOfASecond() throws Exception {
        var few = 20;
        var file = Files.write(folder.resolve("few.onnx"), TestModels.slow(0, few));
        return (int) (few * CALL_NANOS / nanos(file));
    }

    /** What the second call of a model takes. */
    private static long nanos(Path file) throws Exception {
        try (var model = OnnxModel.load(file, TestBundles.manifest("1"))) {
            var runner = model.runner(1);
            runner.begin().get(0).putDoubles(new double[3], 0, 3);
            runner.run(1);
            var begin = System.nanoTime();
            runner.begin().get(0).putDoubles(new double[3], 0, 3);
            runner.run(1);
            return System.nanoTime() - begin;
        }
    }
}
