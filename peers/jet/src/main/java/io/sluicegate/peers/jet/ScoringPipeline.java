package io.sluicegate.peers.jet;

import com.hazelcast.jet.kafka.KafkaSinks;
import com.hazelcast.jet.kafka.KafkaSources;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.ServiceFactories;
import com.hazelcast.jet.pipeline.ServiceFactory;
import io.sluicegate.peers.Answer;
import io.sluicegate.peers.PeerSettings;
import io.sluicegate.peers.Scoring;
import io.sluicegate.peers.Taken;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka source, scoring in Jet's own batches, Kafka sink; each stage as often as there are threads, and in order. */
final class ScoringPipeline {
    private static final String MOST_POLLED = "5000";
    private static final String TRANSACTION_TIMEOUT_MS = "60000";

    private ScoringPipeline() {}

    static Pipeline of(PeerSettings settings) {
        var topic = settings.sink();
        var pipeline = Pipeline.create().setPreserveOrder(true);
        pipeline.readFrom(KafkaSources.<byte[], byte[], Taken>kafka(
                        source(settings),
                        record -> new Taken(record.key(), record.value(), record.partition(), record.offset()),
                        settings.source()))
                .withoutTimestamps()
                .setLocalParallelism(settings.threads())
                .<Scoring, Answer>mapUsingServiceAsyncBatched(
                        service(settings), settings.cap(), (scoring, batch) -> scored(scoring, batch))
                .setLocalParallelism(settings.threads())
                .writeTo(KafkaSinks.<Answer>kafka(sink(settings))
                        .toRecordFn(
                                answer -> new ProducerRecord<>(topic, answer.partition(), answer.key(), answer.value()))
                        .exactlyOnce(settings.exactlyOnce())
                        .build())
                .setLocalParallelism(settings.threads());
        return pipeline;
    }

    private static CompletableFuture<List<Answer>> scored(Scoring scoring, List<Taken> batch) {
        return CompletableFuture.completedFuture(scoring.score(batch));
    }

    private static ServiceFactory<?, Scoring> service(PeerSettings settings) {
        return ServiceFactories.nonSharedService(context -> new Scoring(settings), Scoring::close);
    }

    private static Properties source(PeerSettings settings) {
        var properties = new Properties();
        properties.setProperty("bootstrap.servers", settings.bootstrap());
        properties.setProperty("key.deserializer", ByteArrayDeserializer.class.getName());
        properties.setProperty("value.deserializer", ByteArrayDeserializer.class.getName());
        properties.setProperty("auto.offset.reset", "earliest");
        properties.setProperty("max.poll.records", MOST_POLLED);
        return properties;
    }

    private static Properties sink(PeerSettings settings) {
        var properties = new Properties();
        properties.setProperty("bootstrap.servers", settings.bootstrap());
        properties.setProperty("key.serializer", ByteArraySerializer.class.getName());
        properties.setProperty("value.serializer", ByteArraySerializer.class.getName());
        properties.setProperty("linger.ms", Integer.toString(settings.lingerMs()));
        properties.setProperty("batch.size", Integer.toString(settings.batchBytes()));
        if (settings.exactlyOnce()) {
            properties.setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MS);
        }
        return properties;
    }
}
