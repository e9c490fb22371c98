package io.sluicegate.scorer.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestDeployments;
import io.sluicegate.scorer.TestModels;
import io.sluicegate.scorer.endpoint.domain.ModelRows;
import io.sluicegate.scorer.endpoint.domain.Refusal;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.tensors.Elements.Reals;
import io.sluicegate.scorer.versions.LoadedVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker on requests that wait when it starts. */
class InferenceWorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WaitingRequests requests = new WaitingRequests();
    private TestEndpoint endpoint;
    private TestBundles bundles;

    @BeforeEach
    void open() {
        endpoint = new TestEndpoint(folder, TestEndpoint.settings());
        bundles = new TestBundles(folder);
    }

    @AfterEach
    void close() {
        requests.close();
        endpoint.close();
    }

    @Test
    void shouldBlameAFailureOnTheRequestThatCausesIt() throws Exception {
        var version = choosy();
        var first = add(version, PATIENCE, 1);
        var culprit = add(version, PATIENCE, 7);
        var last = add(version, PATIENCE, 2, 3);

        work();

        assertThat(first.await()).singleElement().satisfies(answer -> assertThat(answer.rows())
                .isEqualTo(1));
        assertThatThrownBy(culprit::await)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("test-model@1 failed on 1 row");
        assertThat(last.await()).singleElement().satisfies(answer -> assertThat(answer.rows())
                .isEqualTo(2));
    }

    @Test
    void shouldTakeSoManyRequestsAsACallHasRows() throws Exception {
        var version = choosy();
        for (var rows : List.of(3, 2, 2, 9, 1)) {
            add(version, PATIENCE, new double[rows]);
        }

        assertThat(taken()).containsExactly(3, 2);
        assertThat(taken()).containsExactly(2);
        assertThat(taken()).containsExactly(9);
        assertThat(taken()).containsExactly(1);
    }

    @Test
    void shouldScoreEachVersionByItself() throws Exception {
        var one = bundles.linear(1);
        var two = bundles.linear(2);
        endpoint.accept(TestDeployments.revision(1).primary(one).candidate(two, 10));
        endpoint.awaitLoaded(one);
        endpoint.awaitLoaded(two);
        var serving = endpoint.holder.serving();
        var first = add(serving.loaded(one), PATIENCE, 1);
        var second = add(serving.loaded(two), PATIENCE, 2);
        var third = add(serving.loaded(one), PATIENCE, 3);

        work();

        assertThat(first.await().get(0).outputs()).isSameAs(third.await().get(0).outputs());
        assertThat(third.await().get(0).from()).isEqualTo(1);
        assertThat(second.await().get(0).outputs().score(0)).isEqualTo(2_002);
        assertThat(third.await().get(0).outputs().score(1)).isEqualTo(1_003);
    }

    @Test
    void shouldNotScoreForNobodyAndCloseTheVersion() throws Exception {
        var version = choosy();
        var sessions = OnnxModel.openSessions();
        var late = add(version, Duration.ZERO, 1);
        assertThatThrownBy(late::await).isInstanceOf(Refusal.class).hasMessageContaining("didn't answer in time");
        endpoint.holder.close();
        assertThat(OnnxModel.openSessions())
                .as("the request holds the version open")
                .isEqualTo(sessions);

        var worker = work();
        requests.close();
        worker.join(PATIENCE.toMillis());

        assertThat(OnnxModel.openSessions()).isEqualTo(sessions - 1);
        assertThat(meters.find(Metric.SCORER_ENDPOINT_BATCH.id()).summary()).isNull();
    }

    @Test
    void shouldRefuseRequestsOnceItIsClosed() throws Exception {
        var version = choosy();
        var before = add(version, PATIENCE, 1);
        requests.close();
        var after = add(version, PATIENCE, 1);

        assertThatThrownBy(before::await).isInstanceOf(Refusal.class).hasMessage("the scorer is stopping");
        assertThatThrownBy(after::await).isInstanceOf(Refusal.class).hasMessage("the scorer is stopping");
        assertThat(requests.take(any -> 1)).isEmpty();
    }

    private List<Integer> taken() throws InterruptedException {
        var taken = requests.take(any -> 6);
        taken.forEach(WaitingRequest::release);
        return taken.stream().map(WaitingRequest::rows).toList();
    }

    private LoadedVersion choosy() {
        var version = bundles.publish(TestBundles.manifest("1"), TestModels.choosy(), 0);
        endpoint.deploy(1, version);
        return endpoint.holder.serving().loaded(version);
    }

    private WaitingRequest add(LoadedVersion version, Duration patience, double... amounts) {
        var values = new double[3 * amounts.length];
        for (var row = 0; row < amounts.length; row++) {
            values[3 * row] = amounts[row];
        }
        assertThat(version.acquire()).isTrue();
        var request = new WaitingRequest(
                version,
                new ModelRows(List.of(new Reals(values)), amounts.length),
                System.nanoTime() + patience.toNanos());
        requests.add(request);
        return request;
    }

    private Thread work() {
        var metrics = new EndpointMetrics(new PipelineMetrics(meters, "test"), requests);
        var worker = new Thread(new InferenceWorker(requests, 32, any -> true, metrics), "worker");
        worker.start();
        return worker;
    }
}
