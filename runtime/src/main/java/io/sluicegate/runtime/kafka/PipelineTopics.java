package io.sluicegate.runtime.kafka;

import io.sluicegate.pipeline.config.PipelineConfig;
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

    /** Creates what is missing and returns the plan that was carried out. */
    public static List<TopicDifference> apply(PipelineConfig config, Clients clients) {
        try (var admin = ClusterCheck.admin(config, clients)) {
            return admin.apply(ClusterCheck.topics(config));
        }
    }
}
