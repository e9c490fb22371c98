package io.sluicegate.runtime.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.PipelineMetrics;

/** What a stage gets from its process. */
public record StageContext(PipelineConfig config, PipelineMetrics metrics, Clients clients) {

    /** With the metrics of its pipeline in the registry. */
    public StageContext(PipelineConfig config, MeterRegistry registry, Clients clients) {
        this(config, new PipelineMetrics(registry, config.pipeline()), clients);
    }

    /** The same for a stage that works for all pipelines: its figures are about none in particular. */
    public StageContext ofAllPipelines() {
        return new StageContext(config, metrics.ofAllPipelines(), clients);
    }

    /** Application id of a stage of the pipeline: prefix of its internal topics, name of its consumer group. */
    public String applicationId(String stage) {
        return config.pipeline() + "-" + stage;
    }
}
