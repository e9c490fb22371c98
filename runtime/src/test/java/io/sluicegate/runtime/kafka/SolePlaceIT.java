package io.sluicegate.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.runtime.TestSettings;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

@WithCluster(lifetime = WithCluster.Lifetime.JVM)
class SolePlaceIT {
    private static final Duration POLL = Duration.ofMillis(100);

    @Test
    void shouldRefuseASecondOneUntilTheFirstHasStopped(TestCluster cluster) {
        cluster.createTopic("one", 1);
        try (var clients = clients(cluster)) {
            try (var first = take(clients, "one")) {
                assertThatThrownBy(() -> take(clients, "one"))
                        .isInstanceOf(AlreadyRunning.class)
                        .hasMessageStartingWith("control already runs on this cluster (instance-1 at /")
                        .hasMessageEndingWith("), and only one may run; stop it");
                assertThat(first).isNotNull();
            }
            take(clients, "one").close();
        }
    }

    /** One that was killed doesn't leave the group. */
    @Test
    void shouldTakeThePlaceOfOneThatWasKilled(TestCluster cluster) {
        cluster.createTopic("two", 1);
        try (var clients = clients(cluster)) {
            kill(clients, "two");

            take(clients, "two").close();
        }
    }

    private static void kill(Clients clients, String name) {
        var properties = new HashMap<>(clients.consumerProperties(name + "-place"));
        properties.put("session.timeout.ms", 6_000);
        properties.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        var killed = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        killed.subscribe(List.of(name));
        while (killed.assignment().isEmpty()) {
            killed.poll(POLL);
        }
        killed.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
    }

    private static SolePlace take(Clients clients, String topic) {
        return SolePlace.take(clients, topic + "-place", topic, "control", "stop it");
    }

    private static Clients clients(TestCluster cluster) {
        return new Clients(
                TestSettings.kafka(cluster.bootstrapServers(), "mock://sole"), TestSettings.service(Path.of("unused")));
    }
}
