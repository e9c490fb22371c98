package io.sluicegate.platform.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a pipeline's file: all of it, or everything that is wrong with it. */
public final class PipelineConfigReader {
    private static final ConfigType<String> PIPELINE = ConfigType.text(
            Pattern.compile("[a-z][a-z0-9_]{0,59}"), "a name of lower-case letters, digits and '_'", "fraud");
    private static final long PARTITIONS = 4;

    private PipelineConfigReader() {}

    /**
     * The configuration in the file.
     *
     * @param environment where {@code ${NAME}} comes from
     * @throws ConfigException with every problem, if there is any
     */
    public static PipelineConfig read(Path file, Map<String, String> environment) {
        return read(file, environment, (config, root) -> {});
    }

    /** Looks further into what has been read, and notes what is wrong at its place. */
    @FunctionalInterface
    public interface Inspection {
        /**
         * Looks at a file.
         *
         * @param config with placeholders for what is wrong already
         * @param root of the file
         */
        void inspect(PipelineConfig config, ConfigNode root);
    }

    /**
     * The same, inspected: what an inspection finds is reported together with all else.
     *
     * @throws ConfigException with every problem, if there is any
     */
    public static PipelineConfig read(Path file, Map<String, String> environment, Inspection inspection) {
        var problems = new Problems();
        var root = ConfigNode.parse(file, environment, problems);
        problems.throwIfAny();
        var config = pipeline(root, environment);
        root.finish();
        inspection.inspect(config, root);
        problems.throwIfAny();
        return config;
    }

    private static PipelineConfig pipeline(ConfigNode root, Map<String, String> environment) {
        var pipeline = root.at("pipeline").get(PIPELINE);
        long partitions = root.at("partitions").get(ConfigType.integer(1, 10_000), PARTITIONS);
        var features = FeatureSection.read(root.at("features"));
        var drift = DriftSection.read(root.at("drift"));
        var events = EventSection.read(root.at("events"), pipeline, drift.grace());
        EventSection.check(root.at("events"), root.at("drift"), events, drift.grace());
        return new PipelineConfig(
                pipeline,
                (int) partitions,
                KafkaSection.read(root.at("kafka")),
                ServiceSection.read(root.at("service"), environment),
                events,
                features.over(events.entity(), events.time()),
                ModelSection.read(root.at("model")),
                drift,
                PolicySection.read(root.at("policies"), features));
    }
}
