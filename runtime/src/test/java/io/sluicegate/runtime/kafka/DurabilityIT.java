package io.sluicegate.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.common.KafkaClusterConfig;
import io.kroxylicious.testing.kafka.common.KafkaClusterExecutionMode;
import io.kroxylicious.testing.kafka.common.KafkaClusterFactory;
import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import io.sluicegate.runtime.TestSettings;
import io.sluicegate.runtime.cluster.TopicAdmin;
import io.sluicegate.runtime.cluster.TopicDifference.Contradicts;
import io.sluicegate.runtime.cluster.TopicDifference.Same;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** Three brokers that give a new topic three replicas and acknowledge what one of them has. */
class DurabilityIT {
    private static final short BROKERS_OWN = -1;

    @Test
    void shouldHaveRecordsOnTwoOfThreeReplicasAndSayWhichTopicsDoNot() throws Exception {
        var topics = Topics.of("durable").ofPipeline("durable.events", 1);
        try (var cluster = cluster()) {
            cluster.start();
            create(cluster, "careless", topics.get(2), (short) 3);
            create(cluster, "single", topics.get(2), (short) 1);
            try (var clients = clients(cluster);
                    var admin = new TopicAdmin(clients, Set.of())) {
                admin.apply(topics);

                assertThat(admin.plan(topics)).hasOnlyElementsOfType(Same.class);
                assertThat(admin.fragile(name ->
                                name.startsWith("durable.") || name.equals("careless") || name.equals("single")))
                        .containsExactly("careless", "single");
                assertThat(admin.plan(List.of(named("careless", topics.get(2)), named("single", topics.get(2)))))
                        .satisfiesExactly(
                                it -> assertThat(it).isInstanceOfSatisfying(Contradicts.class, difference -> assertThat(
                                                difference.toString())
                                        .isEqualTo("careless: min.insync.replicas is 1 and should be 2")),
                                it -> assertThat(it).isInstanceOf(Same.class));
            }
        }
    }

    private static KafkaCluster cluster() {
        return KafkaClusterFactory.create(KafkaClusterConfig.builder()
                .execMode(KafkaClusterExecutionMode.IN_VM)
                .kraftMode(true)
                .brokersNum(3)
                .brokerConfig("default.replication.factor", "3")
                .brokerConfig("min.insync.replicas", "1")
                .build());
    }

    private static void create(KafkaCluster cluster, String name, TopicSpec like, short replicas) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", cluster.getBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, replicas).configs(like.settings())))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static TopicSpec named(String name, TopicSpec like) {
        return new TopicSpec(name, like.partitions(), like.kept(), like.key(), like.value());
    }

    private static Clients clients(KafkaCluster cluster) {
        var kafka = new KafkaSettings(
                cluster.getBootstrapServers(),
                "mock://durable",
                Guarantee.EXACTLY_ONCE,
                Latency.LOW,
                BROKERS_OWN,
                Map.of(),
                Duration.ZERO,
                KafkaSettings.Profile.PRODUCTION);
        return new Clients(kafka, TestSettings.service(Path.of("unused")));
    }
}
