package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.control.ControlStage;
import io.sluicegate.drift.DriftStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.scorer.ScorerStage;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline's file changes its features in mid-stream, and only the enricher is started anew. */
@WithCluster
class FeatureSetChangeIT {
    private static final String ABROAD = "{name: abroad, type: boolean, cel: event.country != event.homeCountry}";

    @TempDir
    private Path folder;

    @Test
    void shouldGoOnWithAFeatureMoreAndRefuseOneOfAnotherType(TestCluster cluster) throws Exception {
        try (var service = new FraudService(
                folder,
                cluster.bootstrapServers(),
                "mock://feature-set-change",
                Map.of(),
                ControlStage::new,
                ScorerStage::new,
                DriftStage::new)) {
            var enricher = service.run("enricher", it -> it, EnricherStage::new);
            service.awaitReady(enricher);
            service.deploy();
            var traffic = service.traffic();
            service.awaitMore(500);

            // when: the type changes, beside the instance that runs
            var wrong = service.run(
                    "wrong",
                    it -> it.replace(
                            ABROAD,
                            "{name: abroad, type: double, cel: 'event.country != event.homeCountry ? 1.0 : 0.0'}"),
                    EnricherStage::new);

            // then
            assertThat(wrong.exit().join()).satisfies(reason -> {
                assertThat(reason.code()).isEqualTo(ExitCode.BAD_CONFIGURATION);
                assertThat(reason.line())
                        .contains("the registry refuses the new schema of fraud.features-value")
                        .contains("abroad")
                        .contains("change it compatibly");
            });
            service.awaitMore(300);

            // when: a feature is added, in mid-stream
            FraudService.stop(enricher);
            var richer = service.run(
                    "enricher",
                    it -> it.replace(ABROAD, ABROAD + "\n  - {name: present_again, type: boolean, field: cardPresent}"),
                    EnricherStage::new);
            service.awaitReady(richer);
            service.awaitMore(500);

            // then
            service.awaitReady();
            assertThat(service.finish(traffic)).matches(LogCheck.Verdict::holds, "each event answered once, in order");
            assertThat(cluster.readAll(Topics.of("fraud").features(), new ByteArrayDeserializer()))
                    .extracting(record -> ByteBuffer.wrap(record.value()).getInt(1))
                    .as("schema ids of the features")
                    .satisfies(ids -> assertThat(ids.stream().distinct()).hasSize(2));
            assertThat(cluster.readAll(Topics.deadLetters(Topics.of("fraud").features()), new ByteArrayDeserializer()))
                    .isEmpty();
            FraudService.stop(richer);
        }
    }
}
