package io.sluicegate.peers.flink;

import io.sluicegate.peers.Answer;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends an answer to the partition that its features came from, which saves a hash of its key. It names its topic, which the sink must
 * know to find the transactions of its pool.
 */
final class AnswerSchema implements KafkaRecordSerializationSchema<Answer>, KafkaDatasetFacetProvider {
    static final TypeInformation<Answer> TYPE = TypeInformation.of(Answer.class);

    private final String topic;

    AnswerSchema(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Answer answer, KafkaSinkContext context, @Nullable Long timestamp) {
        return new ProducerRecord<>(topic, answer.partition(), answer.key(), answer.value());
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }
}
