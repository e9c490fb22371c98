package io.sluicegate.scorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/** A pipeline of its own on a broker, and the instances of its scorer. */
final class LiveScorer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final TestCluster cluster;
    private final TestPipeline pipeline;
    private final Topics topics;
    private final StageContext client;
    private final TestFeatures features;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Instance> instances = new ArrayList<>();
    final TestBundles bundles;

    /** A running instance, and what it measures. */
    record Instance(ScorerStage stage, SimpleMeterRegistry meters, StageContext context) {
        double rows() {
            return meters.find(Metric.SCORER_BATCH.id()).summaries().stream()
                    .mapToDouble(it -> it.totalAmount())
                    .sum();
        }

        double calls() {
            return meters.find(Metric.SCORER_BATCH.id()).summaries().stream()
                    .mapToDouble(it -> it.count())
                    .sum();
        }

        double loads() {
            return meters.find(Metric.SCORER_LOAD.id()).timers().stream()
                    .mapToDouble(it -> it.count())
                    .sum();
        }

        /** Rows that shadows left out. */
        double leftOut() {
            return meters.find(Metric.SCORER_SHADOW_LEFT_OUT.id()).counters().stream()
                    .mapToDouble(Counter::count)
                    .sum();
        }

        void stop() {
            stage.close();
            context.clients().close();
        }
    }

    LiveScorer(TestCluster cluster, Path folder) {
        this(
                cluster,
                new TestPipeline(cluster.bootstrapServers(), TestRegistry.url("live"), folder)
                        .named(randomName())
                        .threads(2));
    }

    LiveScorer(TestCluster cluster, TestPipeline pipeline) {
        this.cluster = cluster;
        this.pipeline = pipeline;
        this.topics = Topics.of(pipeline.name());
        this.client = pipeline.context();
        this.bundles = new TestBundles(pipeline.folder().resolve("store"));
        this.features = new TestFeatures(client.clients(), topics);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "linger.ms", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        createTopics();
    }

    static String randomName() {
        return "p" + UUID.randomUUID().toString().substring(0, 8);
    }

    private void createTopics() {
        for (var topic : List.of(
                topics.features(),
                topics.predictions(),
                topics.shadowPredictions(),
                Topics.deadLetters(topics.features()))) {
            cluster.createTopic(topic, TestPipeline.PARTITIONS);
        }
        for (var topic : List.of(Topics.DEPLOYMENTS, Topics.STATUS, Topics.FEATURE_SETS)) {
            if (!exists(topic)) {
                cluster.createTopic(topic, 1);
            }
        }
    }

    private boolean exists(String topic) {
        try {
            return cluster.admin().listTopics().names().get().contains(topic);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return pipeline.name();
    }

    /** Starts an instance. */
    Instance start(String name) {
        return start(name, new SimpleMeterRegistry());
    }

    /** Starts an instance in a process that measures other stages, too. */
    Instance start(String name, SimpleMeterRegistry meters) {
        return start(name, meters, ExecutionSettings.CPU);
    }

    /** Starts an instance whose versions run as the settings say. */
    Instance start(String name, SimpleMeterRegistry meters, ExecutionSettings execution) {
        var context = pipeline.instance(name).context(meters, execution);
        var instance = new Instance(new ScorerStage(context), meters, context);
        instances.add(instance);
        instance.stage().start();
        return instance;
    }

    Instance startReady(String name) {
        var instance = start(name);
        await().atMost(PATIENCE).until(() -> instance.stage().readiness().isReady());
        return instance;
    }

    Deployment deploy(TestDeployments next) {
        var deployment = next.pipeline(pipeline.name()).build();
        cluster.produce(
                Topics.DEPLOYMENTS,
                pipeline.name(),
                deployment,
                client.clients().serdes().specific(Deployment.class).serializer());
        return deployment;
    }

    /** Waits until an instance holds all versions that it was asked to. */
    void awaitLoaded(Instance instance, double loads) {
        await().atMost(PATIENCE).until(() -> instance.loads() >= loads);
    }

    /** Waits until an instance has read a deployment. */
    void awaitRevision(Instance instance, long revision) {
        await().atMost(PATIENCE)
                .until(() -> instance.meters()
                                .get(Metric.SCORER_REVISION.id())
                                .gauge()
                                .value()
                        == revision);
    }

    /** Sends events, without waiting for them to be written. */
    void send(List<TestEvent> events) {
        var ingested = Long.toString(System.currentTimeMillis()).getBytes(UTF_8);
        for (var event : events) {
            var record = new ProducerRecord<>(topics.features(), TestFeatures.key(event), features.bytes(event));
            record.headers().add(FeaturesRecord.INGESTED, ingested);
            producer.send(record);
        }
        producer.flush();
    }

    /** Sends bytes that may be anything. */
    void send(String key, byte[] value) {
        producer.send(new ProducerRecord<>(topics.features(), key.getBytes(UTF_8), value));
        producer.flush();
    }

    /** Waits until there are so many predictions, and gives all. */
    List<Prediction> predictions(int count) {
        return cluster.readUntil(topics.predictions(), reader(Prediction.class), count, PATIENCE).stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    /** All predictions that are there now. */
    List<Prediction> predictions() {
        return cluster.readAll(topics.predictions(), reader(Prediction.class)).stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    /** All predictions of shadows that are there now. */
    List<Prediction> shadowPredictions() {
        return cluster.readAll(topics.shadowPredictions(), reader(Prediction.class)).stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    int deadLetters() {
        return cluster.readAll(Topics.deadLetters(topics.features()), new ByteArrayDeserializer())
                .size();
    }

    List<InstanceStatus> statuses() {
        return cluster.readAll(Topics.STATUS, reader(InstanceStatus.class)).stream()
                .map(ConsumerRecord::value)
                .filter(status -> status.getPipeline().equals(pipeline.name()))
                .toList();
    }

    private <T extends SpecificRecord> Deserializer<T> reader(Class<T> type) {
        return client.clients().serdes().specific(type).deserializer();
    }

    @Override
    public void close() {
        instances.forEach(Instance::stop);
        producer.close();
        client.clients().close();
    }
}
