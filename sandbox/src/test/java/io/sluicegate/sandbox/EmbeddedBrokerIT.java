package io.sluicegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.runtime.command.CommandFailed;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    @Test
    void shouldKeepItsRecordsOverARestart(@TempDir Path folder) throws Exception {
        try (var broker = EmbeddedBroker.start(folder, FreePorts.any(), FreePorts.any())) {
            produce(broker.bootstrap());
        }

        try (var broker = EmbeddedBroker.start(folder, FreePorts.any(), FreePorts.any())) {
            assertThat(values(broker.bootstrap())).containsExactly("one");
        }
    }

    @Test
    void shouldNameThePortThatAnotherProcessHasTaken(@TempDir Path folder) throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, other.getLocalPort(), FreePorts.any()))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("other processes use port " + other.getLocalPort());
        }
    }

    private static void produce(String bootstrap) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", bootstrap);
        try (var admin = Admin.create(properties);
                var producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>("kept", "key", "one")).get();
        }
    }

    private static List<String> values(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        var values = new ArrayList<String>();
        CommittedLog.readAll(settings, "kept", new StringDeserializer(), record -> values.add(record.value()));
        return values;
    }
}
