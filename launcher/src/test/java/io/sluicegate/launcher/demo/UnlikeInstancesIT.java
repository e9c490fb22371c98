package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.control.ControlStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Prediction;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.scorer.ScorerStage;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Side by side two enrichers with different feature sets, and two scorers with different batches and latency settings. */
@WithCluster
class UnlikeInstancesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Integer> SHORT = Map.of("main.consumer.session.timeout.ms", 6_000);
    private static final String WINDOW = "  - {name: count_10m, type: long, aggregate: count, window: 10m}\n";

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerEachEventOnceAndTellTheFeatureSetsApart(TestCluster cluster) throws Exception {
        try (var registry = RegistryProcess.start(folder.resolve("registry"));
                var service = new FraudService(
                        folder, cluster.bootstrapServers(), registry.url(), SHORT, ControlStage::new)) {
            var plain = service.run("plain", it -> it, EnricherStage::new);
            var large = service.run("large", it -> it, ScorerStage::new);
            service.deploy();
            var traffic = service.traffic();
            service.awaitMore(500);

            // when: unlike ones join
            var richer = richer(service);
            var small = service.run(
                    "small",
                    it -> it.replace("batch: 32", "batch: 4").replaceFirst("latency: \\S+", "latency: throughput"),
                    ScorerStage::new);

            // then
            awaitCount(service, richer, "sluicegate_enricher_windows_begun_total", 1);
            awaitCount(service, small, "sluicegate_scorer_rows_total", 100);
            assertThat(fingerprints(service, plain))
                    .isNotEqualTo(fingerprints(service, richer))
                    .hasSize(1);

            // when: partitions go to the other enricher, and come back
            FraudService.stop(richer);
            service.awaitMore(500);
            var again = richer(service);

            // then
            awaitCount(service, again, "sluicegate_enricher_windows_begun_total", 1);
            service.awaitMore(500);
            assertThat(service.finish(traffic)).matches(LogCheck.Verdict::holds, "each event answered once, in order");
            var features = new FeatureCheck(service.config(), service.clients());
            assertThat(features.written()).as("features of both sets").isEqualTo(features.computed());
            assertThat(predicted(cluster, service)).hasSize(2).containsAll(fingerprints(service, again));
            for (var each : new FraudService.Running[] {again, small, large, plain}) {
                FraudService.stop(each);
            }
        }
    }

    private static FraudService.Running richer(FraudService service) throws Exception {
        return service.run(
                "richer", it -> it.replace(WINDOW, WINDOW + WINDOW.replace("10m", "2h")), EnricherStage::new);
    }

    private static void awaitCount(FraudService service, FraudService.Running some, String counter, int atLeast) {
        var line = Pattern.compile("(?m)^" + counter + "(?:\\{.*})? ([0-9.E]+)$");
        await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> line.matcher(service.get(some, "/metrics"))
                        .results()
                        .anyMatch(it -> Double.parseDouble(it.group(1)) >= atLeast));
    }

    private static Set<String> fingerprints(FraudService service, FraudService.Running some) throws Exception {
        return Pattern.compile("sluicegate_enricher_feature_set\\{fingerprint=\"(\\w+)\",pipeline=\"\\w+\"} 1")
                .matcher(service.get(some, "/metrics"))
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toSet());
    }

    /** The feature sets that predictions name. */
    private static Set<String> predicted(TestCluster cluster, FraudService service) {
        var predictions = service.clients().serdes().specific(Prediction.class).deserializer();
        return cluster.readAll(Topics.of("fraud").predictions(), predictions).stream()
                .map(record -> record.value().getFeatureSetFingerprint())
                .collect(Collectors.toSet());
    }
}
