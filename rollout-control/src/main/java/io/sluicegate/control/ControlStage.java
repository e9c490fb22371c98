package io.sluicegate.control;

import io.sluicegate.bundle.StoreConfines;
import io.sluicegate.control.domain.PipelineRules;
import io.sluicegate.control.domain.RolloutControl;
import io.sluicegate.control.stream.ControlTopology;
import io.sluicegate.control.stream.KafkaCommandTail;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.avro.WrittenSchemas;
import io.sluicegate.runtime.kafka.SolePlace;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StreamsDefinition;
import io.sluicegate.runtime.service.StreamsStage;
import io.sluicegate.runtime.service.TopologyStage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** Rollout control as a stage: one in a cluster, for all its pipelines. */
public final class ControlStage implements TopologyStage {
    public static final String APPLICATION_ID = "sluicegate-rollout-control";
    public static final String NAME = "rollout-control";

    private static final String REMEDY = "stop it first and start one with the files of all pipelines "
            + "(sluicegate run --pipeline FILE --pipeline FILE), or run the other stages alone: "
            + "sluicegate run --without rollout-control --pipeline FILE";

    private final StageContext context;
    private final StreamsStage streams;
    private Optional<SolePlace> place = Optional.empty();

    /** For the context's own pipeline. */
    public ControlStage(StageContext context) {
        this(context, List.of(context.config()));
    }

    /** For these pipelines; commands for other pipelines are refused. */
    public ControlStage(StageContext context, Collection<PipelineConfig> pipelines) {
        this.context = context.ofAllPipelines();
        var control =
                new RolloutControl(pipelines.stream().map(ControlStage::rules).toList());
        streams = new StreamsStage(
                this.context,
                StreamsDefinition.of(NAME, APPLICATION_ID, () -> topology(this.context, control))
                        .withDeadLetters(Topics.deadLetters(Topics.COMMANDS))
                        .with(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1)
                        .prompt());
    }

    private static Topology topology(StageContext context, RolloutControl control) {
        var serdes = context.clients().serdes();
        var topology = new ControlTopology(control, serdes, context.metrics(), new KafkaCommandTail(context.clients()));
        topology.register(new WrittenSchemas(serdes, APPLICATION_ID));
        return topology.build();
    }

    /** Locations are judged by name only. The scorer and the detector read what is stored there, on threads that may wait for a disk. */
    public static PipelineRules rules(PipelineConfig config) {
        return PipelineRules.of(config, new StoreConfines(config.model().store())::refusalOfName);
    }

    @Override
    public StreamsStage streams() {
        return streams;
    }

    /**
     * Claims the cluster's one place of rollout control. A second one would fence the first or, under another name, stand by with other
     * pipelines.
     *
     * @throws io.sluicegate.runtime.kafka.AlreadyRunning if another rollout control runs
     */
    @Override
    public void claim() {
        if (place.isEmpty()) {
            place = Optional.of(
                    SolePlace.take(context.clients(), APPLICATION_ID + "-place", Topics.COMMANDS, NAME, REMEDY));
        }
    }

    /** Starts rollout control, once it has the cluster's one place. */
    @Override
    public void start() {
        claim();
        streams.start();
    }

    @Override
    public void close() {
        streams.close();
        place.ifPresent(SolePlace::close);
    }
}
