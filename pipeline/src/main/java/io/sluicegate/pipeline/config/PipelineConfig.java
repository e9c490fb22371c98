package io.sluicegate.pipeline.config;

/**
 * The configuration of one pipeline, as its YAML file has it. The same file drives the demo, each service on a cluster and the
 * offline backfill.
 */
public record PipelineConfig(
        String pipeline,
        int partitions,
        KafkaSettings kafka,
        ServiceSettings service,
        EventSettings events,
        FeatureSet features,
        ModelSettings model,
        DriftSettings drift,
        PolicySettings policies,
        EndpointSettings endpoint) {

    /** A pipeline whose scorer has no endpoint. */
    public PipelineConfig(
            String pipeline,
            int partitions,
            KafkaSettings kafka,
            ServiceSettings service,
            EventSettings events,
            FeatureSet features,
            ModelSettings model,
            DriftSettings drift,
            PolicySettings policies) {
        this(pipeline, partitions, kafka, service, events, features, model, drift, policies, EndpointSettings.off());
    }

    /** This pipeline with other settings of Kafka and of its service. */
    public PipelineConfig with(KafkaSettings otherKafka, ServiceSettings otherService) {
        return new PipelineConfig(
                pipeline, partitions, otherKafka, otherService, events, features, model, drift, policies, endpoint);
    }
}
