package io.sluicegate.scorer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.config.DriftSettings;
import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.EventSettings.Unreadable;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import io.sluicegate.pipeline.config.ModelSettings;
import io.sluicegate.pipeline.config.ModelSettings.Approval;
import io.sluicegate.pipeline.config.ModelSettings.Isolation;
import io.sluicegate.pipeline.config.ModelSettings.Loading;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PolicySettings;
import io.sluicegate.pipeline.config.ServiceSettings;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.StageContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pipeline that the tests run. */
public record TestPipeline(
        String name,
        String bootstrap,
        String registry,
        Path folder,
        String instance,
        FeatureSet features,
        Guarantee guarantee,
        int batch,
        int threads,
        Map<String, String> properties,
        OtherDefinitions definitions) {
    public static final String NAME = "test";
    public static final int PARTITIONS = 4;

    /** The tests' own models do no harm, and a child process for each would take its time. */
    private static final Loading UNPROBED = new Loading(Isolation.NONE, Duration.ofSeconds(30), 4L << 30);

    public TestPipeline(String bootstrap, String registry, Path folder) {
        this(
                NAME,
                bootstrap,
                registry,
                folder,
                "one",
                TestBundles.FEATURE_SET,
                Guarantee.EXACTLY_ONCE,
                32,
                1,
                Map.of(),
                OtherDefinitions.REFUSE);
    }

    public TestPipeline instance(String other) {
        return new TestPipeline(
                name, bootstrap, registry, folder, other, features, guarantee, batch, threads, properties, definitions);
    }

    public TestPipeline named(String other) {
        return new TestPipeline(
                other,
                bootstrap,
                registry,
                folder,
                instance,
                features,
                guarantee,
                batch,
                threads,
                properties,
                definitions);
    }

    public TestPipeline batch(int rows) {
        return new TestPipeline(
                name,
                bootstrap,
                registry,
                folder,
                instance,
                features,
                guarantee,
                rows,
                threads,
                properties,
                definitions);
    }

    public TestPipeline threads(int count) {
        return new TestPipeline(
                name,
                bootstrap,
                registry,
                folder,
                instance,
                features,
                guarantee,
                batch,
                count,
                properties,
                definitions);
    }

    public TestPipeline features(FeatureSet set) {
        return new TestPipeline(
                name, bootstrap, registry, folder, instance, set, guarantee, batch, threads, properties, definitions);
    }

    public TestPipeline guarantee(Guarantee wanted) {
        return new TestPipeline(
                name, bootstrap, registry, folder, instance, features, wanted, batch, threads, properties, definitions);
    }

    public TestPipeline definitions(OtherDefinitions policy) {
        return new TestPipeline(
                name, bootstrap, registry, folder, instance, features, guarantee, batch, threads, properties, policy);
    }

    /** With properties of Kafka's clients, beside those of every test. */
    public TestPipeline properties(Map<String, String> further) {
        return new TestPipeline(
                name, bootstrap, registry, folder, instance, features, guarantee, batch, threads, further, definitions);
    }

    public StageContext context() {
        return context(new SimpleMeterRegistry());
    }

    public StageContext context(MeterRegistry meters) {
        return context(meters, ExecutionSettings.CPU);
    }

    public StageContext context(MeterRegistry meters, ExecutionSettings execution) {
        var config = config(execution);
        return new StageContext(config, meters, new Clients(config.kafka(), config.service()));
    }

    private Map<String, String> all() {
        var all = new HashMap<>(properties);
        all.put("main.consumer.session.timeout.ms", "6000");
        return all;
    }

    private PipelineConfig config(ExecutionSettings execution) {
        return new PipelineConfig(
                name,
                PARTITIONS,
                new KafkaSettings(bootstrap, registry, guarantee, Latency.BALANCED, (short) 1, all()),
                new ServiceSettings(
                        instance, folder.resolve(instance), "localhost", 0, threads, Duration.ofSeconds(20)),
                new EventSettings(
                        name + ".events",
                        "card",
                        Optional.of("id"),
                        "time",
                        Duration.ofMinutes(1),
                        Duration.ofHours(1),
                        Unreadable.HOLD),
                features,
                new ModelSettings(
                        TestBundles.MODEL,
                        folder.resolve("store"),
                        Approval.NONE,
                        batch,
                        Duration.ofSeconds(60),
                        definitions,
                        UNPROBED,
                        execution),
                new DriftSettings(
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1,
                        0.001,
                        0.2,
                        0.1,
                        Duration.ofDays(1),
                        Duration.ofDays(1),
                        1),
                new PolicySettings(List.of(), Optional.empty(), List.of()));
    }
}
