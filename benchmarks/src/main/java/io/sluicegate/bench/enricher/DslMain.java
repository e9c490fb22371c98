package io.sluicegate.bench.enricher;

import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StreamsDefinition;
import io.sluicegate.runtime.service.StreamsStage;
import java.nio.file.Path;

/** Main class of the JVM that runs the DSL's aggregations, with the properties that the platform gives to any stage. */
final class DslMain {
    private DslMain() {}

    /** Runs until it is ended; the argument is the pipeline's file. */
    public static void main(String[] arguments) {
        var config = PipelineConfigReader.read(Path.of(arguments[0]), System.getenv());
        var context =
                new StageContext(config, MeterRegistries.prometheus(), new Clients(config.kafka(), config.service()));
        var application = context.applicationId(DslTopology.STAGE);
        var stage = new StreamsStage(
                context,
                StreamsDefinition.of(DslTopology.STAGE, application, () -> DslTopology.build(context))
                        .readingOnePartition()
                        .keepingState());
        stage.start();
        stage.stopped().thenAccept(reason -> Runtime.getRuntime().halt(1)).join();
    }
}
