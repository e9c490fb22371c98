package io.sluicegate.bench.scoring;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.runtime.service.Readiness;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * A consumer and a producer for each thread, without Kafka Streams, which pass the features' bytes on to the predictions: the upper bound
 * for anything that reads and writes records with these clients. They have the settings that a stage's clients have, and commit by its
 * interval.
 */
final class PlainClients implements Stage {
    private static final String NAME = "plain-clients";

    private final StageContext context;
    private final String application;
    private final List<Thread> threads;
    private final CompletableFuture<ExitReason> stopped = new CompletableFuture<>();
    private volatile boolean closing;

    PlainClients(StageContext context) {
        this.context = context;
        this.application = context.applicationId(Measuring.STAGE);
        this.threads = IntStream.rangeClosed(1, context.config().service().threads())
                .mapToObj(number -> new Thread(() -> pass(number), NAME + "-" + number))
                .toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String pipeline() {
        return context.config().pipeline();
    }

    @Override
    public void start() {
        threads.forEach(Thread::start);
    }

    @Override
    public Readiness readiness() {
        return Readiness.ready();
    }

    @Override
    public CompletableFuture<ExitReason> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        closing = true;
    }

    private void pass(int number) {
        var config = new StreamsConfig(context.clients().streamsProperties(application));
        try (var consumer = new KafkaConsumer<>(
                        consuming(config, number), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(
                        producing(config, number), new ByteArraySerializer(), new ByteArraySerializer())) {
            new Passing(consumer, producer, config).run();
        } catch (RuntimeException e) {
            stopped.complete(new ExitReason(ExitCode.UNEXPECTED, e.toString()));
        }
    }

    private Map<String, Object> consuming(StreamsConfig config, int number) {
        var properties = config.getMainConsumerConfigs(application, NAME, number);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        return properties;
    }

    private Map<String, Object> producing(StreamsConfig config, int number) {
        var properties = config.getProducerConfigs(NAME + "-" + number);
        if (isTransactional()) {
            properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, application + "-" + number);
        }
        return properties;
    }

    private boolean isTransactional() {
        return context.config().kafka().guarantee() == Guarantee.EXACTLY_ONCE;
    }

    /** One thread's clients, and what they have passed on since the last commit. */
    private final class Passing implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final KafkaProducer<byte[], byte[]> producer;
        private final Topics topics = Topics.of(pipeline());
        private final Duration poll;
        private final long interval;
        private final Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>();
        private long committed = System.nanoTime();

        Passing(KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer, StreamsConfig config) {
            this.consumer = consumer;
            this.producer = producer;
            this.poll = Duration.ofMillis(config.getLong(StreamsConfig.POLL_MS_CONFIG));
            this.interval = Duration.ofMillis(config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG))
                    .toNanos();
        }

        void run() {
            if (isTransactional()) {
                producer.initTransactions();
            }
            consumer.subscribe(List.of(topics.features()), this);
            while (!closing) {
                var records = consumer.poll(poll);
                if (!records.isEmpty()) {
                    begin();
                    records.forEach(this::send);
                    passed.putAll(records.nextOffsets());
                }
                if (System.nanoTime() - committed >= interval) {
                    commit();
                }
            }
        }

        private void begin() {
            if (isTransactional() && passed.isEmpty()) {
                producer.beginTransaction();
            }
        }

        private void send(ConsumerRecord<byte[], byte[]> record) {
            var unused = producer.send(new ProducerRecord<>(
                    topics.predictions(), null, record.timestamp(), record.key(), record.value(), record.headers()));
        }

        private void commit() {
            if (passed.isEmpty()) {
                return;
            }
            if (isTransactional()) {
                producer.sendOffsetsToTransaction(passed, consumer.groupMetadata());
                producer.commitTransaction();
            } else {
                producer.flush();
                consumer.commitSync(passed);
            }
            passed.clear();
            committed = System.nanoTime();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit();
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
    }
}
