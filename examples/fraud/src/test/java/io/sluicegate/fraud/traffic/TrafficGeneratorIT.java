package io.sluicegate.fraud.traffic;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.fraud.TestPipeline;
import io.sluicegate.fraud.world.FraudWorld;
import io.sluicegate.fraud.world.WorldSettings;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Label;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@WithCluster
class TrafficGeneratorIT {
    private static final Topics TOPICS = Topics.of("fraud");
    private static final String EVENTS = "fraud.events";
    private static final WorldSettings WORLD = WorldSettings.of(7, Instant.now().minus(Duration.ofDays(200)), 200);

    @Test
    void shouldWriteEventsAndLaterTheirLabels(TestCluster cluster) {
        TOPICS.ofPipeline(EVENTS, 2)
                .forEach(topic -> cluster.createTopic(topic.name(), topic.partitions(), topic.settings()));
        var config = TestPipeline.config(Path.of("unused"), cluster.bootstrapServers(), TestRegistry.url("traffic"));

        try (var clients = new Clients(config.kafka(), config.service())) {
            var clock = new SimulatedClock(WORLD.start().plus(Duration.ofHours(2)), Instant.now(), 7_200);
            try (var traffic = traffic(clock, clients)) {
                traffic.start();
                await(() -> traffic.counts().labels() > 1_000);
                traffic.switchDrift();
                var atSwitch = traffic.counts().events();
                await(() -> traffic.counts().events() > atSwitch + 500);
                assertThat(traffic.counts().driftedAt()).hasValueSatisfying(at -> assertThat(at)
                        .isBefore(traffic.counts().until()));
                pauseAndResume(traffic, cluster, clients);
                assertThat(traffic.failure()).isEmpty();
                traffic.close();
                check(cluster, clients, traffic.counts());
            }
        }
    }

    private static void pauseAndResume(TrafficGenerator traffic, TestCluster cluster, Clients clients) {
        traffic.pause();
        var atPause = traffic.counts();
        assertThat(cluster.readAll(EVENTS, deserializer(clients, CardTransaction.class)))
                .hasSize((int) atPause.events());
        assertThat(traffic.counts()).isEqualTo(atPause);
        traffic.resume();
        await(() -> traffic.counts().events() > atPause.events());
    }

    private static void check(TestCluster cluster, Clients clients, TrafficCounts counts) {
        var events = cluster.readAll(EVENTS, deserializer(clients, CardTransaction.class));
        var labels = cluster.readAll(TOPICS.labels(), deserializer(clients, Label.class));
        var byId = events.stream().collect(toMap(event -> event.value().getTransactionId(), ConsumerRecord::value));

        assertThat(events).hasSize((int) counts.events());
        assertThat(labels).hasSize((int) counts.labels());
        assertThat(events).allMatch(event -> event.key().equals(event.value().getCardId()));
        assertThat(labels).allMatch(label -> label.key().equals(label.value().getEntity()));
        assertThat(events).allMatch(event -> !event.value().getOccurredAt().isAfter(Instant.now()));
        assertThat(labels).allSatisfy(label -> checkLabel(label.value(), byId, counts.until()));
        assertThat(inOrder(events)).isTrue();
    }

    private static void checkLabel(Label label, Map<String, CardTransaction> events, Instant until) {
        assertThat(events).containsKey(label.getEventId());
        assertThat(label.getEventTime())
                .isEqualTo(events.get(label.getEventId()).getOccurredAt());
        assertThat(label.getKnownAt()).isAfter(label.getEventTime()).isBeforeOrEqualTo(until);
    }

    private static boolean inOrder(List<ConsumerRecord<String, CardTransaction>> events) {
        var newest = new java.util.HashMap<Integer, Instant>();
        return events.stream().allMatch(event -> {
            var before = newest.put(event.partition(), event.value().getOccurredAt());
            return before == null || !before.isAfter(event.value().getOccurredAt());
        });
    }

    private static TrafficGenerator traffic(SimulatedClock clock, Clients clients) {
        return new TrafficGenerator(new FraudWorld(WORLD), clock, InstantSource.system(), EVENTS, TOPICS, clients);
    }

    private static <T extends org.apache.avro.specific.SpecificRecord> Deserializer<T> deserializer(
            Clients clients, Class<T> type) {
        return clients.serdes().specific(type).deserializer();
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
