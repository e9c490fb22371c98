package io.sluicegate.peers.flink;

import io.sluicegate.peers.Answer;
import io.sluicegate.peers.PeerSettings;
import io.sluicegate.peers.Taken;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Flink's Kafka connector, tuned: large polls, the producer's settings of Sluicegate, no second account of offsets, and
 * transactions whose names are used again instead of new ones for each checkpoint.
 */
final class KafkaEnds {
    private static final String NEVER = "-1";
    private static final String MOST_POLLED = "5000";
    private static final String TRANSACTION_TIMEOUT_MS = "60000";

    private KafkaEnds() {}

    static KafkaSource<Taken> source(PeerSettings settings) {
        return KafkaSource.<Taken>builder()
                .setBootstrapServers(settings.bootstrap())
                .setTopics(settings.source())
                .setGroupId(settings.group())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new TakenSchema())
                .setProperty("partition.discovery.interval.ms", NEVER)
                .setProperty("commit.offsets.on.checkpoint", "false")
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_POLLED)
                .build();
    }

    static KafkaSink<Answer> sink(PeerSettings settings) {
        var producer = new Properties();
        producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, Integer.toString(settings.lingerMs()));
        producer.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(settings.batchBytes()));
        producer.setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        return KafkaSink.<Answer>builder()
                .setBootstrapServers(settings.bootstrap())
                .setDeliveryGuarantee(
                        settings.exactlyOnce() ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE)
                .setTransactionalIdPrefix(settings.group())
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(new AnswerSchema(settings.sink()))
                .build();
    }
}
