package io.sluicegate.platform.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluicegate.platform.config.PipelineConfig;
import io.sluicegate.platform.kafka.Clients;

/** What a stage gets from its process. */
public record StageContext(PipelineConfig config, MeterRegistry meters, Clients clients) {

    /** Application id of a stage of the pipeline: prefix of its internal topics, name of its consumer group. */
    public String applicationId(String stage) {
        return config.pipeline() + "-" + stage;
    }
}
