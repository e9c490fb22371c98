package io.sluicegate.bench.rollback;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the predictions as any client does that sees committed records only, and notes where revisions begin and end. */
final class PredictionReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroReader<Prediction> reader;
    private final RevisionSpans spans;
    private final Thread thread = new Thread(this::run, "prediction-reader");
    private volatile boolean running = true;

    PredictionReader(PipelineConfig config, Clients clients) {
        var topic = Topics.of(config.pipeline()).predictions();
        spans = new RevisionSpans(config.partitions());
        reader = clients.serdes().reader(Prediction.class);
        consumer = new KafkaConsumer<>(
                clients.consumerProperties("bench-predictions"), new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(IntStream.range(0, config.partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    void start() {
        thread.start();
    }

    RevisionSpans spans() {
        return spans;
    }

    private void run() {
        while (running) {
            var polled = consumer.poll(POLL);
            long now = System.currentTimeMillis();
            polled.forEach(record -> note(record, now));
        }
    }

    private void note(ConsumerRecord<String, byte[]> record, long now) {
        if (reader.read(record.value()) instanceof Decoded<Prediction> decoded) {
            var prediction = decoded.value();
            spans.add(new RevisionSpans.Seen(
                    record.partition(),
                    record.offset(),
                    prediction.getRevision(),
                    prediction.getVersion(),
                    record.timestamp(),
                    now));
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }
}
