package io.sluicegate.runtime.cluster;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.kafka.Clients;
import java.util.List;

/** The comparison of the topics that a pipeline and the cluster need with those that exist. */
public final class PipelineTopics {
    private PipelineTopics() {}

    /** The comparison of each topic. */
    public static List<TopicDifference> plan(PipelineConfig config, Clients clients) {
        try (var admin = ClusterCheck.admin(config, clients)) {
            return admin.plan(ClusterCheck.topics(config));
        }
    }

    /**
     * Creates what is missing, registers the schemas of the records that users write, so that any client finds them before the first
     * record, and returns the plan that was carried out.
     */
    public static List<TopicDifference> apply(PipelineConfig config, Clients clients) {
        try (var admin = ClusterCheck.admin(config, clients)) {
            var applied = admin.apply(ClusterCheck.topics(config));
            registerSchemas(config, clients);
            return applied;
        }
    }

    private static void registerSchemas(PipelineConfig config, Clients clients) {
        var written = Topics.of(config.pipeline()).writtenByUsers();
        ClusterCheck.topics(config).stream()
                .filter(topic -> written.contains(topic.name()))
                .forEach(topic -> topic.value().ifPresent(schema -> {
                    var unused = clients.schemas().register(AvroSerdes.subject(topic.name()), schema);
                }));
    }
}
