package io.sluicegate.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.CommandKind;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

@WithCluster
class ControlClientIT {
    private static final Duration SOON = Duration.ofSeconds(8);

    @Test
    void shouldSayWithinSecondsThatThereIsNoAudit(TestCluster cluster) {
        cluster.createTopic(Topics.COMMANDS, 1);
        var config = PipelineConfigReader.read(
                Path.of("../examples/fraud/fraud.yaml"),
                Map.of(
                        "SLUICEGATE_BOOTSTRAP",
                        cluster.bootstrapServers(),
                        "SLUICEGATE_REGISTRY",
                        TestRegistry.url("control-client")));
        try (var clients = new Clients(config.kafka(), config.service());
                var control = new ControlClient(clients)) {
            var command = NewCommand.of(config, CommandKind.PAUSE, "", "ada").build();
            var began = System.nanoTime();

            assertThatThrownBy(() -> control.send(command, Duration.ofMinutes(1)))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("there is no topic " + Topics.AUDIT)
                    .hasMessageContaining("sluicegate topics apply");

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
            assertThat(cluster.readAll(Topics.COMMANDS, new ByteArrayDeserializer()))
                    .isEmpty();
        }
    }
}
