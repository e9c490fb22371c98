package io.sluicegate.bench.scoring;

import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.cluster.TopicAdmin;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.sandbox.Closing;
import io.sluicegate.sandbox.CommittedLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The cluster's side of a measurement: topics, the deployment, the backlog, and reading the predictions. */
public final class Driver implements AutoCloseable {
    private final PipelineConfig config;
    private final Topics topics;
    private final Closing closing = new Closing();
    private final Clients clients;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Pool pool;
    private final Deserializer<Prediction> predictionReader;

    Driver(PipelineConfig config) {
        this(config, FeaturesPool::new);
    }

    /** @param pool makes the records to send */
    public Driver(PipelineConfig config, BiFunction<PipelineConfig, Clients, Pool> pool) {
        this.config = config;
        topics = Topics.of(config.pipeline());
        clients = closing.add(new Clients(config.kafka(), config.service()));
        admin = closing.add(Admin.create(clients.adminProperties()));
        createTopics();
        this.pool = pool.apply(config, clients);
        predictionReader = clients.serdes().specific(Prediction.class).deserializer();
        producer = closing.add(new KafkaProducer<>(
                clients.producerProperties("driver"), new ByteArraySerializer(), new ByteArraySerializer()));
        consumer =
                closing.add(new KafkaConsumer<>(reading(), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** It commits nothing: the topics are gone when it closes. */
    private Map<String, Object> reading() {
        var properties = new LinkedHashMap<>(clients.consumerProperties("driver"));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return properties;
    }

    private void createTopics() {
        var ours = Set.of(topics.features(), Topics.deadLetters(topics.features()), topics.predictions());
        var cluster = Set.of(Topics.DEPLOYMENTS, Topics.STATUS, Topics.FEATURE_SETS);
        var specs = Stream.concat(
                        topics.ofPipeline(config.events().topic(), config.partitions()).stream()
                                .filter(topic -> ours.contains(topic.name())),
                        Topics.ofCluster().stream().filter(topic -> cluster.contains(topic.name())))
                .toList();
        try (var topicAdmin = new TopicAdmin(clients, Set.of())) {
            topicAdmin.apply(List.<TopicSpec>copyOf(specs));
        }
    }

    /** Writes the deployment as rollout control does once every instance is ready. */
    public void deploy(DeployedVersion version) throws ExecutionException, InterruptedException {
        var deployment = Deployment.newBuilder()
                .setPipeline(config.pipeline())
                .setRevision(1)
                .setModel(BenchPipeline.MODEL)
                .setSalt(config.pipeline())
                .setArms(Arms.alone(version, new Tenure(1, Instant.now())))
                .setWarm(List.of())
                .setCommandId("bench")
                .setCorrelationId("bench")
                .setChange("deploy " + version.getVersion())
                .setAt(Instant.now())
                .build();
        var serializer = clients.serdes().specific(Deployment.class).serializer();
        try (var writer =
                new KafkaProducer<>(clients.producerProperties("deployer"), new StringSerializer(), serializer)) {
            writer.send(new ProducerRecord<>(Topics.DEPLOYMENTS, config.pipeline(), deployment))
                    .get();
        }
    }

    public void fill(int records) throws ExecutionException, InterruptedException {
        begin();
        for (int number = config.partitions(); number < records; number++) {
            var unused = producer.send(pool.record(number)); // one that is lost would be missing in the count
        }
        producer.flush();
    }

    /**
     * One record to each partition, one after the other: the leader of a new partition may still refuse the first batch, and with
     * others behind it in flight the producer would then repeat them out of order for ever.
     */
    private void begin() throws ExecutionException, InterruptedException {
        for (int partition = 0; partition < config.partitions(); partition++) {
            producer.send(pool.record(partition, partition)).get();
        }
    }

    /**
     * Whether the group has answered all records. Transactions leave marks in the log of the predictions, so that under exactly-once the
     * group's commits tell; without them commits are seldom, and the log tells.
     */
    boolean through(String group, int records) throws ExecutionException, InterruptedException {
        return config.kafka().guarantee() == Guarantee.EXACTLY_ONCE ? lag(group) == 0 : logged() >= records;
    }

    private long lag(String group) throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends(topics.features()).entrySet().stream()
                .mapToLong(end -> end.getValue().offset() - offset(committed, end.getKey()))
                .sum();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(String topic)
            throws ExecutionException, InterruptedException {
        return admin.listOffsets(
                        partitions(topic).stream().collect(Collectors.toMap(it -> it, it -> OffsetSpec.latest())))
                .all()
                .get();
    }

    private static long sum(Map<TopicPartition, ListOffsetsResultInfo> ends) {
        return ends.values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
    }

    private static long offset(Map<TopicPartition, OffsetAndMetadata> committed, TopicPartition partition) {
        var found = committed.get(partition);
        return found == null ? 0 : found.offset();
    }

    /** When each prediction was appended, in milliseconds since the epoch. */
    long[] appended() {
        var times = new ArrayList<Long>();
        predictions(record -> times.add(record.timestamp()));
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    /** Passes on each committed prediction. */
    public void predictions(Consumer<ConsumerRecord<String, byte[]>> each) {
        var settings = clients.consumerProperties("driver-times");
        CommittedLog.readAll(settings, topics.predictions(), new ByteArrayDeserializer(), each);
    }

    /** Reads a prediction's bytes. */
    public Prediction read(byte[] prediction) {
        return predictionReader.deserialize(topics.predictions(), prediction);
    }

    /** How far the log of the predictions goes; under exactly-once it holds the marks of transactions, too. */
    public long logged() throws ExecutionException, InterruptedException {
        return sum(ends(topics.predictions()));
    }

    /** The id of the predictions' schema. */
    public int predictionSchema() {
        return clients.serdes()
                .writer(AvroSerdes.subject(topics.predictions()), Prediction.class)
                .schemaId();
    }

    public Latency latency(double rate, double seconds) throws InterruptedException {
        var predictions = partitions(topics.predictions());
        consumer.assign(predictions);
        consumer.seekToEnd(predictions);
        predictions.forEach(consumer::position);
        return new OpenLoop(pool, producer, consumer, rate, seconds).run();
    }

    private List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, config.partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** The disk is needed by the next one. */
    public void deleteTopics() throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of(topics.features(), Topics.deadLetters(topics.features()), topics.predictions()))
                .all()
                .get();
    }

    @Override
    public void close() {
        closing.close();
    }
}
