package io.sluicegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.util.ArrayList;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

@WithCluster
class CommittedLogIT {
    private static final String TOPIC = "committed-log";

    @Test
    void shouldWaitForTheTransactionsThatAreOpen(TestCluster cluster) {
        cluster.createTopic(TOPIC, 1);
        cluster.produce(TOPIC, "key", "before", new StringSerializer());
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers());
        var values = new ArrayList<String>();

        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", "open"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "key", "open"));
            producer.flush();

            CommittedLog.readAll(settings, TOPIC, new StringDeserializer(), record -> {
                values.add(record.value());
                if (record.value().equals("before")) {
                    producer.commitTransaction();
                }
            });
        }

        assertThat(values).containsExactly("before", "open");
    }
}
