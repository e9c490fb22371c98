package io.sluicegate.pipeline.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a pipeline's file: all of it, or everything that is wrong with it. */
public final class PipelineConfigReader {
    private static final Setting<String> PIPELINE = Setting.of(
            "pipeline",
            ConfigType.text(
                    Pattern.compile("[a-z][a-z0-9_]{0,59}"), "a name of lower-case letters, digits and '_'", "fraud"),
            "name of the pipeline, in the names of its topics and consumer groups");
    private static final Setting<Long> PARTITIONS = Setting.of(
                    "partitions", ConfigType.integer(1, 10_000), "partitions of each topic of the pipeline")
            .otherwise(4L)
            .in("partitions");

    /** All keys of the file. */
    static final Section FILE = Section.of(
                    "",
                    "The pipeline itself.",
                    PIPELINE,
                    PARTITIONS,
                    KafkaSection.SECTION,
                    ServiceSection.SECTION,
                    EventSection.SECTION,
                    FeatureKeys.SECTION,
                    ModelSection.SECTION,
                    DriftSection.SECTION,
                    PolicyKeys.SECTION)
            .required();

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

    static PipelineConfig pipeline(ConfigNode root, Map<String, String> environment) {
        var pipeline = root.get(PIPELINE);
        long partitions = root.get(PARTITIONS);
        var features = FeatureSection.read(root.at(FeatureKeys.SECTION));
        var drift = DriftSection.read(root.at(DriftSection.SECTION));
        var events = EventSection.read(root.at(EventSection.SECTION), pipeline, drift.grace());
        EventSection.check(root.at(EventSection.SECTION), root.at(DriftSection.SECTION), events, drift.grace());
        return new PipelineConfig(
                pipeline,
                (int) partitions,
                KafkaSection.read(root.at(KafkaSection.SECTION)),
                ServiceSection.read(root.at(ServiceSection.SECTION), environment),
                events,
                features.over(events.entity(), events.time()),
                ModelSection.read(root.at(ModelSection.SECTION)),
                drift,
                PolicySection.read(root.at(PolicyKeys.SECTION), features));
    }
}
