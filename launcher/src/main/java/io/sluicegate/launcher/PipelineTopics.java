package io.sluicegate.launcher;

import io.sluicegate.catalogue.TopicSpec;
import io.sluicegate.catalogue.Topics;
import io.sluicegate.platform.config.PipelineConfig;
import io.sluicegate.platform.kafka.Clients;
import io.sluicegate.platform.kafka.TopicAdmin;
import io.sluicegate.platform.kafka.TopicDifference;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The topics that one pipeline and the cluster need, held against those that are there. */
public final class PipelineTopics {
    private PipelineTopics() {}

    /** How each topic compares. */
    public static List<TopicDifference> plan(PipelineConfig config, Clients clients) {
        try (var admin = admin(config, clients)) {
            return admin.plan(needed(config));
        }
    }

    /** Creates what is missing and returns the plan that was carried out. */
    public static List<TopicDifference> apply(PipelineConfig config, Clients clients) {
        try (var admin = admin(config, clients)) {
            return admin.apply(needed(config));
        }
    }

    private static TopicAdmin admin(PipelineConfig config, Clients clients) {
        return new TopicAdmin(clients, Set.of(config.events().topic()));
    }

    private static List<TopicSpec> needed(PipelineConfig config) {
        var ofPipeline = Topics.of(config.pipeline()).ofPipeline(config.events().topic(), config.partitions());
        return Stream.concat(Topics.ofCluster().stream(), ofPipeline.stream()).toList();
    }
}
