package io.sluicegate.bench.peers.adapter;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.bench.scoring.Sampler;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** Main class of the adapter's JVM: Kafka Streams with Crayfish's properties, which are its defaults but for the sizes. */
public final class AdapterMain {
    private static final int SIZE = 10 << 20;

    private AdapterMain() {}

    /**
     * Runs until it is ended.
     *
     * @param arguments whether as written, the pipeline's file, the file for the samples, the model's file
     */
    public static void main(String[] arguments) throws Exception {
        var config = PipelineConfigReader.read(Path.of(arguments[1]), System.getenv());
        var topics = Topics.of(config.pipeline());
        var topology = Adapter.topology(
                Boolean.parseBoolean(arguments[0]), topics.features(), topics.predictions(), arguments[3]);
        var streams = new KafkaStreams(topology, properties(config));
        streams.setUncaughtExceptionHandler(fault -> {
            fault.printStackTrace();
            Runtime.getRuntime().halt(1);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
        new Sampler(new SimpleMeterRegistry()).writeTo(Path.of(arguments[2]));
    }

    static Properties properties(PipelineConfig config) {
        var properties = new Properties();
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrap());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.pipeline() + "-adapter");
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                config.service().data().resolve("state").toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.service().threads());
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), SIZE);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), SIZE);
        properties.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                config.kafka().guarantee() == Guarantee.EXACTLY_ONCE
                        ? StreamsConfig.EXACTLY_ONCE_V2
                        : StreamsConfig.AT_LEAST_ONCE);
        return properties;
    }
}
