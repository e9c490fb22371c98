package io.sluicegate.bench.scoring;

import ai.onnxruntime.OrtException;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StreamsDefinition;
import io.sluicegate.runtime.service.StreamsStage;
import io.sluicegate.scorer.ScorerStage;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.apache.kafka.streams.Topology;

/**
 * Main class of the JVM that is measured. All subjects have the clients' properties that the platform gives to any stage of the
 * pipeline's file; but for the plain clients they are Kafka Streams applications, which differ in their topologies alone.
 */
public final class BenchSubject {
    private BenchSubject() {}

    /**
     * Runs until it is ended.
     *
     * @param arguments the subject, the pipeline's file, the file for the samples, and the version's name, location and digest
     */
    public static void main(String[] arguments) throws Exception {
        var config = PipelineConfigReader.read(Path.of(arguments[1]), System.getenv());
        var context =
                new StageContext(config, MeterRegistries.prometheus(), new Clients(config.kafka(), config.service()));
        var version = new DeployedVersion(arguments[3], arguments[4], arguments[5]);
        var stage = stage(Subject.valueOf(arguments[0]), context, version);
        var sampling = new FutureTask<Void>(() -> {
            new Sampler(context.metrics().registry()).writeTo(Path.of(arguments[2]));
            return null;
        });
        new Thread(sampling, "sampler").start();
        stage.start();
        var unused = stage.stopped().thenAccept(reason -> Runtime.getRuntime().halt(1));
        sampling.get();
    }

    private static Stage stage(Subject subject, StageContext context, DeployedVersion version) throws OrtException {
        var config = context.config();
        return switch (subject) {
            case PLAIN_CLIENTS -> new PlainClients(context);
            case PASS_THROUGH -> streams(context, PassThrough.topology(Topics.of(config.pipeline())));
            case NAIVE ->
                streams(
                        context,
                        Naive.topology(config.pipeline(), config.kafka().registry(), version));
            case SLUICEGATE -> new ScorerStage(context);
        };
    }

    private static Stage streams(StageContext context, Topology topology) {
        var application = context.applicationId(Measuring.STAGE);
        return new StreamsStage(
                context,
                StreamsDefinition.of(Measuring.STAGE, application, () -> topology)
                        .readingOnePartition());
    }
}
