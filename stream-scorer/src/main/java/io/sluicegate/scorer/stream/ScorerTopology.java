package io.sluicegate.scorer.stream;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.PublishedFeatureSet;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.kafka.AvroSerdes;
import io.sluicegate.runtime.kafka.StateSerdes;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.scorer.definitions.FeatureSets;
import io.sluicegate.scorer.pacing.ScorerThreads;
import io.sluicegate.scorer.predictions.PredictionSchemas;
import io.sluicegate.scorer.versions.ModelHolder;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * <pre>
 * deployments ──► global store ··· which version decides
 * feature sets ─► global store ··· what features mean
 *                                   ▼
 * features ─────────────────────► score ──► predictions, shadow predictions
 *                                   │ └───► dead letters
 *                                 epochs
 * </pre>
 */
public final class ScorerTopology {
    /** Name of the stage. */
    public static final String STAGE = "stream-scorer";

    static final String DEPLOYMENTS_SOURCE = "deployments-source";
    static final String DEPLOYMENTS_PROCESSOR = "deployments-processor";
    static final String DEPLOYMENTS_STORE = "deployments";
    static final String FEATURE_SETS_SOURCE = "feature-sets-source";
    static final String FEATURE_SETS_PROCESSOR = "feature-sets-processor";
    static final String FEATURE_SETS_STORE = "feature-sets";
    static final String FEATURES = "features";
    static final String SCORE = "score";
    public static final String EPOCHS_STORE = "epochs";
    static final String PREDICTIONS = "predictions";
    static final String SHADOWS = "shadow-predictions";
    static final String DEAD_LETTERS = "dead-letters";

    private final StageContext context;
    private final ModelHolder holder;
    private final FeatureSets sets;
    private final ScorerThreads threads;
    private final Duration patience;
    private final Topics topics;

    /** @param patience how long a record waits at most for its revision or version before Kafka Streams reads it again */
    public ScorerTopology(
            StageContext context, ModelHolder holder, FeatureSets sets, ScorerThreads threads, Duration patience) {
        this.context = context;
        this.holder = holder;
        this.sets = sets;
        this.threads = threads;
        this.patience = patience;
        this.topics = Topics.of(context.config().pipeline());
    }

    public Topology build() {
        var text = new StringDeserializer();
        var bytes = new ByteArrayDeserializer();
        var toBytes = new ByteArraySerializer();
        var time = new UsePartitionTimeOnInvalidTimestamp();
        return new Topology()
                .addGlobalStore(
                        globalStore(DEPLOYMENTS_STORE),
                        DEPLOYMENTS_SOURCE,
                        time,
                        text,
                        bytes,
                        Topics.DEPLOYMENTS,
                        DEPLOYMENTS_PROCESSOR,
                        deployments())
                .addGlobalStore(
                        globalStore(FEATURE_SETS_STORE),
                        FEATURE_SETS_SOURCE,
                        time,
                        text,
                        bytes,
                        Topics.FEATURE_SETS,
                        FEATURE_SETS_PROCESSOR,
                        featureSets())
                .addSource(AutoOffsetReset.earliest(), FEATURES, time, bytes, bytes, topics.features())
                .addProcessor(SCORE, score(), FEATURES)
                .addStateStore(epochsStore(), SCORE)
                .addSink(PREDICTIONS, topics.predictions(), toBytes, toBytes, SCORE)
                .addSink(SHADOWS, topics.shadowPredictions(), toBytes, toBytes, SCORE)
                .addSink(DEAD_LETTERS, Topics.deadLetters(topics.features()), toBytes, toBytes, SCORE);
    }

    private ProcessorSupplier<String, byte[], Void, Void> deployments() {
        var reader = context.clients().serdes().reader(Deployment.class);
        return () -> new DeploymentProcessor(context.config().pipeline(), reader, holder);
    }

    private ProcessorSupplier<String, byte[], Void, Void> featureSets() {
        var reader = context.clients().serdes().reader(PublishedFeatureSet.class);
        return () -> new FeatureSetProcessor(reader, sets);
    }

    private ProcessorSupplier<byte[], byte[], byte[], byte[]> score() {
        var schemas = new PredictionSchemas(schemaId(topics.predictions()), schemaId(topics.shadowPredictions()));
        var letters = new DeadLetters(STAGE, context.metrics());
        return () -> new ScoreProcessor(holder, threads, schemas, letters, context.metrics(), patience);
    }

    private int schemaId(String topic) {
        return context.clients()
                .serdes()
                .writer(AvroSerdes.subject(topic), Prediction.class)
                .schemaId();
    }

    /** A store in memory, so that each start reads the whole topic and passes its records on. */
    private static StoreBuilder<KeyValueStore<String, byte[]>> globalStore(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled();
    }

    /** A store with one number per task: the highest revision that the task has used. */
    private static StoreBuilder<KeyValueStore<String, Long>> epochsStore() {
        return Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(EPOCHS_STORE), Serdes.String(), StateSerdes.numbers(EPOCHS_STORE));
    }
}
