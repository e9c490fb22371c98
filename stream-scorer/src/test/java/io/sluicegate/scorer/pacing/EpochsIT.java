package io.sluicegate.scorer.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestDeployments;
import io.sluicegate.scorer.stream.ScorerTopology;
import io.sluicegate.scorer.versions.ModelHolder;
import io.sluicegate.scorer.versions.Serving;
import io.sluicegate.scorer.versions.VersionLoader;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that waits in vain in the middle of a transaction. */
@WithCluster(lifetime = WithCluster.Lifetime.JVM)
class EpochsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String IN = "epochs-in";
    private static final String OUT = "epochs-out";
    private static final int SWITCH = 50;

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PipelineMetrics metrics = new PipelineMetrics(meters, "fraud");
    private ModelHolder holder;
    private DeployedVersion absent;

    @AfterEach
    void close() {
        holder.close();
    }

    @Test
    void shouldForwardEachRecordOnceWhenTheTaskWaitsInVain(TestCluster cluster) {
        var bundles = new TestBundles(folder);
        holder = new ModelHolder(
                new VersionLoader(
                        TestBundles.MODEL,
                        TestBundles.FEATURE_SET,
                        32,
                        TestBundles.PATIENT,
                        folder.resolve("marks"),
                        OtherDefinitions.REFUSE,
                        TestBundles.ANYWHERE),
                metrics,
                Duration.ofMillis(200));
        holder.accept(TestDeployments.revision(1).primary(bundles.linear(1)).view());
        assertThat(holder.await(Serving::isReady, PATIENCE)).isPresent();
        absent = bundles.linear(2);
        move(location(), elsewhere());
        var values = IntStream.range(0, 2 * SWITCH).mapToObj(Integer::toString).toList();
        cluster.createTopic(IN, 1);
        cluster.createTopic(OUT, 1);
        cluster.produce(
                values.stream()
                        .map(value -> new ProducerRecord<>(IN, "key", value))
                        .toList(),
                new StringSerializer());

        List<String> forwarded;
        try (var streams = new KafkaStreams(topology(), properties(cluster))) {
            streams.start();
            cluster.readUntil(OUT, new StringDeserializer(), values.size(), PATIENCE);
            streams.close();
            forwarded = cluster.readAll(OUT, new StringDeserializer()).stream()
                    .map(record -> record.value())
                    .toList();
        }

        assertThat(forwarded).isEqualTo(values);
        assertThat(meters.get(Metric.SCORER_WAITING.id()).timer().count()).isPositive();
    }

    private Topology topology() {
        return new Topology()
                .addSource("source", new StringDeserializer(), new StringDeserializer(), IN)
                .addProcessor("switch", Switching::new, "source")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(ScorerTopology.EPOCHS_STORE),
                                Serdes.String(),
                                Serdes.Long()),
                        "switch")
                .addSink("sink", OUT, new StringSerializer(), new StringSerializer(), "switch");
    }

    private Properties properties(TestCluster cluster) {
        var properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "epochs",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.bootstrapServers(),
                StreamsConfig.STATE_DIR_CONFIG,
                folder.resolve("state").toString(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                1_000,
                StreamsConfig.mainConsumerPrefix("group.instance.id"),
                "one"));
        return properties;
    }

    private Path location() {
        return Path.of(absent.getLocation());
    }

    private Path elsewhere() {
        return location().resolveSibling("elsewhere");
    }

    private static void move(Path from, Path to) {
        assertThat(from.toFile().renameTo(to.toFile())).isTrue();
    }

    /** Meets a revision whose version is absent, once, behind records that it has forwarded; the version comes later. */
    private final class Switching implements Processor<String, String, String, String> {
        private ProcessorContext<String, String> context;
        private Epochs epochs;

        @Override
        public void init(ProcessorContext<String, String> context) {
            this.context = context;
            epochs = new Epochs(
                    context.taskId(),
                    context.getStateStore(ScorerTopology.EPOCHS_STORE),
                    holder,
                    Duration.ofMillis(500),
                    metrics.timer(Metric.SCORER_WAITING));
            if (holder.serving().revision() == 2) {
                move(elsewhere(), location());
            }
        }

        @Override
        public void process(Record<String, String> record) {
            if (record.value().equals(Integer.toString(SWITCH))
                    && holder.serving().revision() == 1) {
                holder.accept(TestDeployments.revision(2).primary(absent).view());
            }
            epochs.acquire().release();
            context.forward(record);
        }
    }
}
