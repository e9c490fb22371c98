package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.soak.SoakBundles;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.testing.RunLength;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models with unlike signatures take over from one another under traffic. */
@WithCluster
class HotSwapIT {
    private static final int SWAPS = RunLength.choose(6, 100);

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerEachEventOnceWhileModelsOfUnlikeSignaturesTakeOver(TestCluster cluster) throws Exception {
        try (var service = FraudService.whole(folder, cluster.bootstrapServers(), "mock://hot-swap", Map.of())) {
            var first = service.deploy();
            var bundles = new SoakBundles(service.config().model().store(), first);
            var versions = List.of(bundles.columns("columns"), bundles.fours("fours"), first);
            versions.subList(0, 2).forEach(service::register);
            var traffic = service.traffic();
            service.awaitMore(200);
            var sessions = OnnxModel.openSessions();

            for (var swap = 0; swap < SWAPS; swap++) {
                swap(service, versions.get(swap % versions.size()));
            }

            assertThat(service.finish(traffic)).matches(LogCheck.Verdict::holds, "each event answered once, in order");
            assertThat(predictions(cluster, service))
                    .allSatisfy(it -> assertThat(it.getOutcome()).isEqualTo(Outcome.SCORED))
                    .extracting(Prediction::getVersion)
                    .contains("1", "columns", "fours");
            // the version that decides, and the one before it
            assertThat(OnnxModel.openSessions()).isLessThanOrEqualTo(sessions + 1);
        }
    }

    private static void swap(FraudService service, PublishedVersion version) throws Exception {
        service.redeploy(version);
        service.await(facts -> facts.primary().filter(version.version()::equals).isPresent());
        service.awaitMore(50);
    }

    private static List<Prediction> predictions(TestCluster cluster, FraudService service) {
        var serde = service.clients().serdes().specific(Prediction.class);
        return cluster.readAll(Topics.of("fraud").predictions(), serde.deserializer()).stream()
                .map(record -> record.value())
                .toList();
    }
}
