package io.sluicegate.bench.peers.ahead;

import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;

import io.sluicegate.bench.scoring.Sampler;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.kafka.PollListener;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StreamsDefinition;
import io.sluicegate.runtime.service.StreamsStage;
import java.nio.file.Path;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** Main class of the look-ahead's JVM: an application of the platform, as the scorer is. */
public final class AheadMain {
    private static final String STAGE = "ahead";

    private AheadMain() {}

    /**
     * Runs until it is ended.
     *
     * @param arguments the pipeline's file, the file for the samples, the model's file, and the columns of a row
     */
    public static void main(String[] arguments) throws Exception {
        var config = PipelineConfigReader.read(Path.of(arguments[0]), System.getenv());
        var context =
                new StageContext(config, MeterRegistries.prometheus(), new Clients(config.kafka(), config.service()));
        var calls = context.metrics().summary(Metric.SCORER_BATCH, STAGE);
        var threads = new JsonThreads(arguments[2], config.model().batch(), Integer.parseInt(arguments[3]), calls);
        var topology = topology(Topics.of(config.pipeline()), threads);
        var definition = StreamsDefinition.of(STAGE, context.applicationId(STAGE), () -> topology)
                .readingOnePartition()
                .with(mainConsumerPrefix(PollListener.PROPERTY), threads);
        var stage = new StreamsStage(context, definition);
        stage.start();
        var unused = stage.stopped().thenAccept(reason -> Runtime.getRuntime().halt(1));
        new Sampler(context.metrics().registry()).writeTo(Path.of(arguments[1]));
    }

    static Topology topology(Topics topics, JsonThreads threads) {
        var builder = new StreamsBuilder();
        builder.stream(
                        topics.features(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withOffsetResetPolicy(AutoOffsetReset.earliest())
                                .withName("input"))
                .processValues(() -> new JsonProcessor(threads), Named.as("score"))
                .to(
                        topics.predictions(),
                        Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("output"));
        return builder.build();
    }
}
