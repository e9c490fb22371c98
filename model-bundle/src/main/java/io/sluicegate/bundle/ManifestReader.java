package io.sluicegate.bundle;

import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.ConfigNode;
import io.sluicegate.pipeline.config.ConfigType;
import io.sluicegate.pipeline.config.Definition;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.Problem;
import io.sluicegate.pipeline.config.Problems;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A reader of manifests in YAML, which reports all problems at once, each with its line. */
final class ManifestReader {
    static final int FORMAT = 1;
    static final String FLOAT = "float32";

    /** Any text, even an empty one: the manifest itself checks names. */
    private static final ConfigType<String> TEXT = new ConfigType<>("a text", "text", Optional::of, "");

    private static final ConfigType<Long> FORMATS = ConfigType.integer(FORMAT, Integer.MAX_VALUE);
    private static final ConfigType<Long> COLUMN = ConfigType.integer(0, Integer.MAX_VALUE);
    private static final ConfigType<String> FED =
            ConfigType.text(Pattern.compile(FLOAT), FLOAT + ", all that can be fed", FLOAT);
    private static final ConfigType<FeatureDefinition.Type> TYPE = ConfigType.oneOf(FeatureDefinition.Type.class);
    private static final ConfigType<Instant> TIME =
            new ConfigType<>("a time", "2026-01-31T12:00:00Z", ManifestReader::time, Instant.EPOCH);

    private ManifestReader() {}

    /** @throws ConfigException with every problem */
    static Manifest read(String yaml) {
        var problems = new Problems();
        var root = ConfigNode.literal(BundleFiles.MANIFEST, yaml, problems);
        problems.throwIfAny();
        checkFormat(root.at("format"));
        var model = root.at("model").get(TEXT);
        var version = root.at("version").get(TEXT);
        var featureSet = root.at("feature-set").get(TEXT);
        var features = elements(root.at("features")).stream()
                .map(ManifestReader::feature)
                .toList();
        var input = input(root.at("input"));
        var output = output(root.at("output"));
        var created = root.at("created").get(TIME);
        var trainedOn = root.at("trained-on").get(TEXT);
        root.finish();
        problems.throwIfAny();
        return build(() -> new Manifest(model, version, featureSet, features, input, output, created, trainedOn));
    }

    private static Manifest build(Supplier<Manifest> manifest) {
        try {
            return manifest.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(new Problem(
                    BundleFiles.MANIFEST, 0, "", String.valueOf(e.getMessage()), "publish a version without that")));
        }
    }

    private static void checkFormat(ConfigNode node) {
        long format = node.get(FORMATS);
        if (format != FORMAT) {
            node.problem("is " + format + ", this release reads " + FORMAT, "use the release that it was written for");
        }
    }

    private static NeededFeature feature(ConfigNode node) {
        return new NeededFeature(
                node.at("name").get(TEXT),
                node.at("type").get(TYPE),
                node.at("definition").find(ConfigType.text()).map(Definition::new));
    }

    private static Input input(ConfigNode node) {
        node.at("type").get(FED);
        var features = elements(node.at("features")).stream()
                .map(feature -> feature.get(TEXT))
                .toList();
        return new Input(node.at("name").get(TEXT), features);
    }

    private static Output output(ConfigNode node) {
        long index = node.at("index").get(COLUMN, 0L);
        var threshold = node.at("threshold")
                .find(ConfigType.number())
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
        return new Output(node.at("score").get(TEXT), (int) index, threshold);
    }

    private static List<ConfigNode> elements(ConfigNode list) {
        if (!list.present()) {
            list.problem("is missing", "list each feature that the model needs");
        }
        return list.elements();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
