package io.sluicegate.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

@WithCluster
class DeploymentReaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void shouldSayThatItCannotReadTheNewestDeploymentInsteadOfThatThereIsNone(TestCluster cluster) {
        cluster.createTopic(Topics.DEPLOYMENTS, 1);
        cluster.produce(Topics.DEPLOYMENTS, "fraud", new byte[] {9, 9}, new ByteArraySerializer());
        var config = PipelineConfigReader.read(
                Path.of("../examples/fraud/fraud.yaml"),
                Map.of(
                        "SLUICEGATE_BOOTSTRAP",
                        cluster.bootstrapServers(),
                        "SLUICEGATE_REGISTRY",
                        TestRegistry.url("reader")));
        try (var clients = new Clients(config.kafka(), config.service());
                var reader = new DeploymentReader(clients)) {
            assertThatThrownBy(() -> reader.inForce("fraud", PATIENCE))
                    .isInstanceOf(DeploymentUnreadable.class)
                    .hasMessageContaining("newest deployment of pipeline 'fraud'")
                    .hasMessageContaining("UNDECODABLE");
            assertThat(reader.inForce("churn", PATIENCE)).isEmpty();
        }
    }
}
