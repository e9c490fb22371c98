package io.sluicegate.pipeline.catalogue;

import io.sluicegate.pipeline.catalogue.TopicSpec.For;
import io.sluicegate.pipeline.catalogue.TopicSpec.Forever;
import io.sluicegate.pipeline.catalogue.TopicSpec.Kept;
import io.sluicegate.pipeline.catalogue.TopicSpec.Newest;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.Label;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.PublishedFeatureSet;
import io.sluicegate.records.RetrainingTrigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The catalogue of topics, with names and settings: those of the cluster, and those of one pipeline. */
public final class Topics {
    public static final String MODELS = "sluicegate.models";
    public static final String COMMANDS = "sluicegate.commands";
    /** The topic of APPROVE commands, confined by Kafka's ACLs to those who may approve. */
    public static final String APPROVALS = "sluicegate.approvals";

    public static final String DEPLOYMENTS = "sluicegate.deployments";
    public static final String STATUS = "sluicegate.status";
    public static final String AUDIT = "sluicegate.audit";
    public static final String FEATURE_SETS = "sluicegate.feature-sets";

    private static final Kept MONTH = new For(Duration.ofDays(30));
    private static final Kept QUARTER = new For(Duration.ofDays(90));

    private final String pipeline;

    private Topics(String pipeline) {
        this.pipeline = pipeline;
    }

    /** The topics of one pipeline. */
    public static Topics of(String pipeline) {
        return new Topics(pipeline);
    }

    /** The dead-letter topic of a topic. */
    public static String deadLetters(String topic) {
        return topic + ".dlq";
    }

    public String features() {
        return pipeline + ".features";
    }

    public String predictions() {
        return pipeline + ".predictions";
    }

    public String shadowPredictions() {
        return pipeline + ".predictions.shadow";
    }

    public String labels() {
        return pipeline + ".labels";
    }

    public String drift() {
        return pipeline + ".drift";
    }

    public String triggers() {
        return pipeline + ".triggers";
    }

    /** The topics of Sluicegate's records that users write with clients of their own. */
    public Set<String> writtenByUsers() {
        return Set.of(labels(), COMMANDS, APPROVALS);
    }

    /** The cluster's topics, one partition each. */
    public static List<TopicSpec> ofCluster() {
        var written = List.of(
                one(MODELS, new Newest(), "model@version", ModelRegistration.getClassSchema()),
                one(COMMANDS, new Forever(), "pipeline", ModelCommand.getClassSchema()),
                one(APPROVALS, new Forever(), "pipeline", ModelCommand.getClassSchema()),
                one(DEPLOYMENTS, new Newest(), "pipeline", Deployment.getClassSchema()),
                one(STATUS, new Newest(), "pipeline/instance", InstanceStatus.getClassSchema()),
                one(AUDIT, new Forever(), "pipeline", AuditEntry.getClassSchema()),
                one(FEATURE_SETS, new Newest(), "fingerprint", PublishedFeatureSet.getClassSchema()));
        return withDeadLetters(written);
    }

    /** The pipeline's topics, including its events topic, which is only created if it is missing. */
    public List<TopicSpec> ofPipeline(String events, int partitions) {
        var written = List.of(
                new TopicSpec(events, partitions, MONTH, "entity", Optional.empty()),
                new TopicSpec(features(), partitions, MONTH, "entity", Optional.empty()),
                many(predictions(), partitions, MONTH, Prediction.getClassSchema()),
                many(shadowPredictions(), partitions, MONTH, Prediction.getClassSchema()),
                many(labels(), partitions, QUARTER, Label.getClassSchema()),
                one(drift(), QUARTER, "pipeline/scope/name", DriftReport.getClassSchema()),
                one(triggers(), QUARTER, "pipeline", RetrainingTrigger.getClassSchema()));
        return withDeadLetters(written);
    }

    private static List<TopicSpec> withDeadLetters(List<TopicSpec> topics) {
        return topics.stream()
                .flatMap(topic -> Stream.of(
                        topic,
                        new TopicSpec(
                                deadLetters(topic.name()),
                                topic.partitions(),
                                MONTH,
                                "as the source",
                                Optional.empty())))
                .toList();
    }

    private static TopicSpec one(String name, Kept kept, String key, Schema value) {
        return new TopicSpec(name, 1, kept, key, Optional.of(value));
    }

    private static TopicSpec many(String name, int partitions, Kept kept, Schema value) {
        return new TopicSpec(name, partitions, kept, "entity", Optional.of(value));
    }
}
