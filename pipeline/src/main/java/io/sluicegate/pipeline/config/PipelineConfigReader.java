package io.sluicegate.pipeline.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** The reader of a pipeline's file: returns the configuration, or throws all problems. */
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
                    PolicyKeys.SECTION,
                    EndpointSection.SECTION)
            .required();

    private PipelineConfigReader() {}

    /**
     * The configuration in the file.
     *
     * @param environment the environment that {@code ${NAME}} refers to
     * @throws ConfigException with every problem, if there is any
     */
    public static PipelineConfig read(Path file, Map<String, String> environment) {
        return read(file, environment, (config, root) -> {});
    }

    /** A further inspection of the configuration, which notes problems at their places. */
    @FunctionalInterface
    public interface Inspection {
        /**
         * Inspects a file.
         *
         * @param config the configuration, with placeholders for wrong values
         * @param root the file's root
         */
        void inspect(PipelineConfig config, ConfigNode root);
    }

    /**
     * Reads the file and inspects it; the inspection's problems are reported together with the reader's.
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
                PolicySection.read(root.at(PolicyKeys.SECTION), features),
                EndpointSection.read(root.at(EndpointSection.SECTION)));
    }
}
