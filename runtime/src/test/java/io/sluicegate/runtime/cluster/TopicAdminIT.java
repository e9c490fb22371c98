package io.sluicegate.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.runtime.TestSettings;
import io.sluicegate.runtime.cluster.TopicDifference.Contradicts;
import io.sluicegate.runtime.cluster.TopicDifference.Missing;
import io.sluicegate.runtime.cluster.TopicDifference.Same;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.kafka.KafkaUnreachable;
import io.sluicegate.testing.FreePort;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@WithCluster(lifetime = WithCluster.Lifetime.JVM)
class TopicAdminIT {

    @Test
    void shouldPlanApplyAndFindEverythingInPlace(TestCluster cluster) {
        var topics = Topics.of("first").ofPipeline("first.events", 2);
        try (var admin = admin(cluster, "first.events")) {
            assertThat(admin.plan(topics)).hasSameSizeAs(topics).hasOnlyElementsOfType(Missing.class);

            admin.apply(topics);

            assertThat(admin.plan(topics)).hasSameSizeAs(topics).hasOnlyElementsOfType(Same.class);
            assertThat(admin.apply(topics)).hasOnlyElementsOfType(Same.class);
        }
    }

    @Test
    void shouldRefuseWhatContradictsNamingEachDifference(TestCluster cluster) {
        cluster.createTopic("second.features", 3, Map.of("cleanup.policy", "compact", "retention.ms", "1000"));
        var topics = Topics.of("second").ofPipeline("second.events", 2);
        try (var admin = admin(cluster, "second.events")) {
            admin.awaitAll(List.of(topics.get(2)), Duration.ofSeconds(10));
            assertThatThrownBy(() -> admin.apply(topics))
                    .isInstanceOf(TopicsContradict.class)
                    .hasMessageContaining("second.features: partitions is 3 and should be 2")
                    .hasMessageContaining("second.features: cleanup.policy is compact and should be delete")
                    .hasMessageContaining("second.features: retention.ms is 1000 and should be 2592000000")
                    .hasMessageContaining(
                            "second.features: message.timestamp.type is CreateTime and should be LogAppendTime")
                    .hasMessageContaining("second.features: max.message.bytes is 1048588 and should be 8388608");
            assertThat(admin.plan(topics))
                    .as("nothing is created")
                    .filteredOn(Missing.class::isInstance)
                    .isNotEmpty();
        }
    }

    @Test
    void shouldTakeATopicOfLargerRecordsForTheSame(TestCluster cluster) {
        var topic = topic("third.features", 2);
        var larger = new HashMap<>(topic.settings());
        larger.put("max.message.bytes", "20000000");
        cluster.createTopic("third.features", 2, larger);
        try (var admin = admin(cluster, "none")) {
            assertThat(admin.awaitAll(List.of(topic), Duration.ofSeconds(10))).isEmpty();
            assertThat(admin.plan(List.of(topic))).containsExactly(new Same(topic));
        }
    }

    @Test
    void shouldKeepTopicsForLongerButNeverForShorter(TestCluster cluster) {
        cluster.createTopic("short", 1, Map.of("retention.ms", "1000"));
        cluster.createTopic("long", 1, Map.of("retention.ms", "9000000"));
        cluster.createTopic("endless", 1, Map.of("retention.ms", "-1"));
        try (var admin = admin(cluster, "none")) {
            admin.awaitAll(List.of(topic("endless", 1)), Duration.ofSeconds(10));

            admin.keepAtLeast(List.of("short", "long", "endless", "absent"), Duration.ofHours(1));
            cluster.createTopic("afterwards", 1); // a broker that shows it shows all changes before it

            assertThat(List.of("short", "long", "endless"))
                    .map(name -> cluster.setting(name, "retention.ms"))
                    .containsExactly("3600000", "9000000", "-1");
        }
    }

    @Test
    void shouldLeaveTheUsersOwnTopicAlone(TestCluster cluster) {
        cluster.createTopic("theirs", 2, Map.of("retention.ms", "1000"));
        var two = topic("theirs", 2);
        var three = topic("theirs", 3);
        try (var admin = admin(cluster, "theirs")) {
            assertThat(admin.awaitAll(List.of(two), Duration.ofSeconds(10))).isEmpty();
            assertThat(admin.plan(List.of(two))).containsExactly(new Same(two));
            assertThat(admin.plan(List.of(three))).containsExactly(new Contradicts(three, "partitions", "3", "2"));
        }
    }

    @Test
    void shouldSayThatKafkaDoesNotAnswer() {
        var bootstrap = "127.0.0.1:" + FreePort.find();
        var kafka = new KafkaSettings(
                bootstrap,
                "mock://silent",
                KafkaSettings.Guarantee.EXACTLY_ONCE,
                KafkaSettings.Latency.LOW,
                (short) 1,
                Map.of("default.api.timeout.ms", "1000", "request.timeout.ms", "500"));
        try (var clients = new Clients(kafka, TestSettings.service(Path.of("unused")));
                var admin = new TopicAdmin(clients, Set.of())) {
            assertThatThrownBy(() -> admin.plan(Topics.ofCluster()))
                    .isInstanceOf(KafkaUnreachable.class)
                    .hasMessageContaining(bootstrap)
                    .hasMessageContaining("kafka.bootstrap");
        }
    }

    private static TopicSpec topic(String name, int partitions) {
        return Topics.of("x").ofPipeline(name, partitions).get(0);
    }

    private static TopicAdmin admin(TestCluster cluster, String foreign) {
        return new TopicAdmin(clients(cluster.bootstrapServers()), Set.of(foreign));
    }

    private static Clients clients(String bootstrap) {
        return new Clients(
                TestSettings.kafka(bootstrap, TestRegistry.url("topics")), TestSettings.service(Path.of("unused")));
    }
}
