package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.Label;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.cluster.TopicDifference.Contradicts;
import io.sluicegate.runtime.cluster.TopicDifference.Missing;
import io.sluicegate.runtime.cluster.TopicDifference.Same;
import io.sluicegate.runtime.cluster.TopicsContradict;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@WithCluster
class TopicsCommandIT {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");

    @Test
    void shouldPlanThenCreateThenFindAllAsItShouldBe(TestCluster cluster) {
        var config = config(cluster, "payments");
        try (var clients = new Clients(config.kafka(), config.service())) {
            assertThat(PipelineTopics.plan(config, clients)).anyMatch(Missing.class::isInstance);

            PipelineTopics.apply(config, clients);

            await("the new topics' metadata").untilAsserted(() -> assertThat(PipelineTopics.plan(config, clients))
                    .isNotEmpty()
                    .allMatch(Same.class::isInstance));
        }
    }

    @Test
    void shouldRefuseWhatContradictsAndNameEachDifference(TestCluster cluster) {
        var config = config(cluster, "refunds");
        cluster.createTopic(Topics.of("refunds").labels(), 1, Map.of("retention.ms", "1000"));
        try (var clients = new Clients(config.kafka(), config.service())) {
            await("the topic's metadata").untilAsserted(() -> assertThat(contradictions(config, clients))
                    .contains("partitions", "retention.ms", "message.timestamp.type"));

            assertThatThrownBy(() -> PipelineTopics.apply(config, clients))
                    .isInstanceOf(TopicsContradict.class)
                    .hasMessageContaining("refunds.labels: retention.ms is 1000");

            assertThat(PipelineTopics.plan(config, clients)).anyMatch(Missing.class::isInstance);
        }
    }

    @Test
    void shouldRegisterTheSchemasOfWhatUsersWrite(TestCluster cluster) {
        var config = config(cluster, "returns");
        try (var clients = new Clients(config.kafka(), config.service())) {
            PipelineTopics.apply(config, clients);

            assertThat(clients.schemas().latest("returns.labels-value")).contains(Label.getClassSchema());
            assertThat(clients.schemas().latest("sluicegate.commands-value")).contains(ModelCommand.getClassSchema());
            assertThat(clients.schemas().latest("sluicegate.approvals-value")).contains(ModelCommand.getClassSchema());
        }
    }

    private static List<String> contradictions(PipelineConfig config, Clients clients) {
        return PipelineTopics.plan(config, clients).stream()
                .filter(Contradicts.class::isInstance)
                .map(difference -> ((Contradicts) difference).setting())
                .toList();
    }

    private static PipelineConfig config(TestCluster cluster, String pipeline) {
        var fraud = PipelineConfigReader.read(
                FRAUD,
                Map.of(
                        "SLUICEGATE_BOOTSTRAP",
                        cluster.bootstrapServers(),
                        "SLUICEGATE_REGISTRY",
                        TestRegistry.url("topics")));
        return new PipelineConfig(
                pipeline,
                fraud.partitions(),
                fraud.kafka(),
                fraud.service(),
                fraud.events(),
                fraud.features(),
                fraud.model(),
                fraud.drift(),
                fraud.policies());
    }
}
