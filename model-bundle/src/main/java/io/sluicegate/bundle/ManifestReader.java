package io.sluicegate.bundle;

import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.platform.config.FeatureDefinition;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Reads a manifest from YAML and reports all problems at once, each with its line. */
final class ManifestReader {
    static final int FORMAT = 1;
    static final String FLOAT = "float32";

    private ManifestReader() {}

    /** @throws InvalidManifestException with every problem */
    static Manifest read(String yaml) {
        var root = YamlNode.parse(yaml);
        var format = root.only("format").number(FORMAT);
        root.only("format").require(format == FORMAT, "is " + (int) format + "; this release reads format " + FORMAT);
        var model = root.only("model").text();
        var version = root.only("version").text();
        var featureSet = root.only("feature-set").text();
        var features = root.only("features").each().stream()
                .map(ManifestReader::feature)
                .toList();
        var input = input(root.only("input"));
        var output = output(root.only("output"));
        var created = instant(root.only("created"));
        var trainedOn = root.only("trained-on").text();
        root.refuseUnknown();
        root.failOnProblems();
        return build(() -> new Manifest(model, version, featureSet, features, input, output, created, trainedOn));
    }

    private static Manifest build(Supplier<Manifest> manifest) {
        try {
            return manifest.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidManifestException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static NeededFeature feature(YamlNode node) {
        var feature = new NeededFeature(node.only("name").text(), type(node.only("type")));
        node.refuseUnknown();
        return feature;
    }

    private static FeatureDefinition.Type type(YamlNode node) {
        try {
            return FeatureDefinition.Type.valueOf(node.text().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            node.require(false, "is '" + node.text() + "'; use double, long, boolean or string");
            return FeatureDefinition.Type.DOUBLE;
        }
    }

    private static Input input(YamlNode node) {
        var type = node.only("type");
        type.require(type.text().equals(FLOAT), "is '" + type.text() + "'; only " + FLOAT + " can be fed");
        var features = node.only("features").each().stream().map(YamlNode::text).toList();
        var input = new Input(node.only("name").text(), features);
        node.refuseUnknown();
        return input;
    }

    private static Output output(YamlNode node) {
        var threshold =
                node.has("threshold") ? OptionalDouble.of(node.only("threshold").number(0)) : OptionalDouble.empty();
        var index = node.has("index") ? (int) node.only("index").number(0) : 0;
        var output = new Output(node.only("score").text(), index, threshold);
        node.refuseUnknown();
        return output;
    }

    private static Instant instant(YamlNode node) {
        try {
            return Instant.parse(node.text());
        } catch (DateTimeParseException e) {
            node.require(false, "is '" + node.text() + "'; use a time such as 2026-01-31T12:00:00Z");
            return Instant.EPOCH;
        }
    }
}
