package io.sluicegate.launcher.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.deadletter.DeadLetter;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of times that nobody means, and of ids that come again, amid traffic over topics as the catalogue has them. */
@WithCluster
class StrangeEventsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Topics TOPICS = Topics.of("fraud");

    private record Strange(String id, String card, long time) {}

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerOrBuryEachAndGoOn(TestCluster cluster) throws Exception {
        try (var service = FraudService.whole(folder, cluster.bootstrapServers(), "mock://strange-events", Map.of())) {
            service.deploy();
            var traffic = service.traffic();
            service.awaitMore(500);

            // when
            var now = Instant.now().toEpochMilli();
            write(
                    cluster,
                    service,
                    new Strange("last", "card-x", Long.MAX_VALUE),
                    new Strange(
                            "in-fifty-years",
                            "card-x",
                            now + Duration.ofDays(50 * 365).toMillis()),
                    new Strange("before-1970", "card-x", -1),
                    new Strange("first", "card-x", Long.MIN_VALUE),
                    new Strange("epoch", "card-x", 0),
                    new Strange("1971", "card-y", Duration.ofDays(400).toMillis()),
                    new Strange("twice", "card-x", 1_000),
                    new Strange("twice", "card-x", 1_000),
                    new Strange("twice", "card-y", 1_000));

            // then
            assertThat(cluster.readUntil(Topics.deadLetters("fraud.events"), new ByteArrayDeserializer(), 4, PATIENCE))
                    .extracting(letter -> new String(
                            letter.headers().lastHeader(DeadLetter.CODE).value(), UTF_8))
                    .containsExactly("FUTURE_EVENT", "FUTURE_EVENT", "MISSING_FIELD", "MISSING_FIELD");
            assertThat(strange(cluster, service))
                    .containsExactlyInAnyOrder(
                            "epoch/card-x", "1971/card-y", "twice/card-x", "twice/card-x", "twice/card-y");
            var reports =
                    cluster.readAll(TOPICS.drift(), new ByteArrayDeserializer()).size();
            cluster.readUntil(TOPICS.drift(), new ByteArrayDeserializer(), reports + 1, PATIENCE);
            service.awaitReady();
            assertThat(traffic.failure()).isEmpty();
        }
    }

    /** The answers to them, as event/entity, once there are five. */
    private static List<String> strange(TestCluster cluster, FraudService service) {
        var values = service.clients().serdes().specific(Prediction.class).deserializer();
        var read = cluster.readUntil(
                TOPICS.predictions(), values, all -> strange(all).size() >= 5, PATIENCE);
        return strange(read);
    }

    private static List<String> strange(List<ConsumerRecord<String, Prediction>> predictions) {
        return predictions.stream()
                .map(ConsumerRecord::value)
                .filter(prediction -> List.of("card-x", "card-y").contains(prediction.getEntity()))
                .map(prediction -> prediction.getEventId() + "/" + prediction.getEntity())
                .toList();
    }

    private static void write(TestCluster cluster, FraudService service, Strange... events) {
        var topic = service.config().events().topic();
        var schema = CardTransaction.getClassSchema();
        var writer = service.clients().serdes().writer(AvroSerdes.subject(topic), schema);
        cluster.produce(
                Stream.of(events)
                        .map(it -> new ProducerRecord<>(
                                topic,
                                it.card(),
                                writer.write(CardEvents.event(schema, it.id(), it.card(), it.time()))))
                        .toList(),
                new ByteArraySerializer());
    }
}
