package io.sluicegate.runtime.kafka;

import io.sluicegate.pipeline.config.PipelineConfig;
import java.util.List;

/** The topics that one pipeline and the cluster need, held against those that are there. */
public final class PipelineTopics {
    private PipelineTopics() {}

    /** How each topic compares. */
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
