package io.sluicegate.runtime.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.PipelineMetrics;

/** The configuration, metrics and clients that a stage gets from its process. */
public record StageContext(PipelineConfig config, PipelineMetrics metrics, Clients clients) {

    /** A context whose metrics carry the pipeline's name. */
    public StageContext(PipelineConfig config, MeterRegistry registry, Clients clients) {
        this(config, new PipelineMetrics(registry, config.pipeline()), clients);
    }

    /** The context of a stage that works for all pipelines: its metrics concern no single pipeline. */
    public StageContext ofAllPipelines() {
        return new StageContext(config, metrics.ofAllPipelines(), clients);
    }

    /** Application id of a stage of the pipeline: prefix of its internal topics, name of its consumer group. */
    public String applicationId(String stage) {
        return config.pipeline() + "-" + stage;
    }
}
