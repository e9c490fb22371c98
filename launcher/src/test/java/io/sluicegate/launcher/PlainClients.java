package io.sluicegate.launcher;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.sluicegate.sandbox.CommittedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's own clients with Confluent's serializers and generic records, configured as their manuals say, with none of our code. */
final class PlainClients {
    private final Map<String, Object> settings;

    PlainClients(String bootstrap, String registry) {
        settings = Map.of(
                "bootstrap.servers", bootstrap,
                "schema.registry.url", registry,
                "isolation.level", "read_committed");
    }

    /** Appends records, whose schema the serializer registers, and waits until all are written. */
    void produce(String topic, String keyField, Iterable<GenericRecord> values) throws Exception {
        var serializer = new KafkaAvroSerializer();
        serializer.configure(settings, false);
        try (var producer = new KafkaProducer<String, Object>(settings, new StringSerializer(), serializer)) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (var value : values) {
                sent.add(producer.send(
                        new ProducerRecord<>(topic, value.get(keyField).toString(), value)));
            }
            producer.flush();
            for (var one : sent) {
                one.get();
            }
        }
    }

    /** What a topic holds by now, as generic records. */
    List<GenericRecord> read(String topic) {
        var deserializer = new KafkaAvroDeserializer();
        deserializer.configure(settings, false);
        return read(topic, deserializer).stream()
                .map(record -> (GenericRecord) record.value())
                .toList();
    }

    /** What a topic holds by now, undecoded. */
    List<ConsumerRecord<String, byte[]>> readBytes(String topic) {
        return read(topic, new ByteArrayDeserializer());
    }

    private <V> List<ConsumerRecord<String, V>> read(String topic, Deserializer<V> values) {
        var records = new ArrayList<ConsumerRecord<String, V>>();
        CommittedLog.readAll(settings, topic, values, records::add);
        return records;
    }
}
