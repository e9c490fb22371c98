package io.sluicegate.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.platform.metrics.Metrics;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that takes a second a call, exactly-once in transactions of four, right after one that was fast. */
@WithCluster
class SlowModelIT {
    private static final String TRANSACTION_MS = "4000";
    private static final double CALL_NANOS = 1e9;
    private static final int FAST = 20_000;
    private static final int SLOW = 480;
    private static final double FEW = 3;

    @TempDir
    Path folder;

    private LiveScorer live;

    @BeforeEach
    void open(TestCluster cluster) {
        live = new LiveScorer(
                cluster,
                new TestPipeline(cluster.bootstrapServers(), "mock://slow", folder)
                        .named(LiveScorer.randomName())
                        .properties(Map.of("producer.transaction.timeout.ms", TRANSACTION_MS)));
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void shouldAnswerEachEventOnceWithoutAStormOfTransactions() throws Exception {
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
        assertThat(instance.meters().find(Metrics.THREADS_REPLACED).counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum())
                .as("a thread may begin anew with fewer records at a time, but not again and again")
                .isLessThanOrEqualTo(FEW);
    }

    private DeployedVersion slow(int version) throws Exception {
        var bias = version * TestBundles.STEP;
        return live.bundles.publish(
                TestBundles.manifest("" + version), TestModels.slow(bias, productsOfASecond()), bias);
    }

    private int productsOfASecond() throws Exception {
        var few = 20;
        var file = Files.write(folder.resolve("few.onnx"), TestModels.slow(0, few));
        try (var model = OnnxModel.load(file, TestBundles.manifest("1"))) {
            var runner = model.runner(1);
            runner.begin().put(new float[3]);
            runner.run();
            var begin = System.nanoTime();
            runner.begin().put(new float[3]);
            runner.run();
            return (int) (few * CALL_NANOS / (System.nanoTime() - begin));
        }
    }
}
