package io.sluicegate.pipeline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.Deployment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private static final List<TopicSpec> CLUSTER = Topics.ofCluster();
    private static final List<TopicSpec> PIPELINE = Topics.of("fraud").ofPipeline("payments", 4);

    @Test
    void shouldNameTheTopicsOfTheCluster() {
        assertThat(names(CLUSTER).filter(name -> !name.endsWith(".dlq")))
                .containsExactly(
                        "sluicegate.models",
                        "sluicegate.commands",
                        "sluicegate.approvals",
                        "sluicegate.deployments",
                        "sluicegate.status",
                        "sluicegate.audit",
                        "sluicegate.feature-sets");
        assertThat(CLUSTER).allSatisfy(topic -> assertThat(topic.partitions()).isEqualTo(1));
    }

    @Test
    void shouldNameTheTopicsOfAPipeline() {
        assertThat(names(PIPELINE).filter(name -> !name.endsWith(".dlq")))
                .containsExactly(
                        "payments",
                        "fraud.features",
                        "fraud.predictions",
                        "fraud.predictions.shadow",
                        "fraud.labels",
                        "fraud.drift",
                        "fraud.triggers");
    }

    @Test
    void shouldGiveEachTopicDeadLettersWithAsManyPartitions() {
        var topics = Stream.concat(CLUSTER.stream(), PIPELINE.stream()).toList();

        assertThat(topics).filteredOn(topic -> !topic.name().endsWith(".dlq")).allSatisfy(topic -> assertThat(topics)
                .anySatisfy(letters -> {
                    assertThat(letters.name()).isEqualTo(Topics.deadLetters(topic.name()));
                    assertThat(letters.partitions()).isEqualTo(topic.partitions());
                }));
    }

    @Test
    void shouldKeepTheNewestOfWhatHasAState() {
        assertThat(topic(CLUSTER, Topics.DEPLOYMENTS).settings())
                .isEqualTo(Map.of(
                        "cleanup.policy", "compact",
                        "retention.ms", "-1",
                        "message.timestamp.type", "LogAppendTime",
                        "max.message.bytes", "8388608"));
        assertThat(topic(CLUSTER, Topics.DEPLOYMENTS).value()).contains(Deployment.getClassSchema());
    }

    @Test
    void shouldKeepCommandsAndAuditForever() {
        assertThat(List.of(
                        topic(CLUSTER, Topics.COMMANDS),
                        topic(CLUSTER, Topics.APPROVALS),
                        topic(CLUSTER, Topics.AUDIT)))
                .allSatisfy(topic -> assertThat(topic.settings())
                        .containsEntry("cleanup.policy", "delete")
                        .containsEntry("retention.ms", "-1"));
    }

    @Test
    void shouldKeepFeaturesNoShorterThanPredictions() {
        assertThat(retention("fraud.features")).isGreaterThanOrEqualTo(retention("fraud.predictions"));
    }

    private static long retention(String topic) {
        return Long.parseLong(topic(PIPELINE, topic).settings().get("retention.ms"));
    }

    private static Stream<String> names(List<TopicSpec> topics) {
        return topics.stream().map(TopicSpec::name);
    }

    private static TopicSpec topic(List<TopicSpec> topics, String name) {
        return topics.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
