package io.sluicegate.peers.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes a row's numbers one after the other, under its first column as the key. */
final class WindowRows implements KafkaRecordSerializationSchema<Row>, KafkaDatasetFacetProvider {
    private final String topic;

    WindowRows(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Row row, KafkaSinkContext context, @Nullable Long timestamp) {
        var numbers = ByteBuffer.allocate((row.getArity() - 1) * Double.BYTES);
        for (int place = 1; place < row.getArity(); place++) {
            numbers.putDouble(row.<Number>getFieldAs(place).doubleValue());
        }
        return new ProducerRecord<>(topic, row.<String>getFieldAs(0).getBytes(UTF_8), numbers.array());
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }
}
