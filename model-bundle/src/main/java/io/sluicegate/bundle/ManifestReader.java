package io.sluicegate.bundle;

import io.sluicegate.bundle.Calibration.Isotonic;
import io.sluicegate.bundle.Calibration.Platt;
import io.sluicegate.bundle.Calibration.Point;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.Manifest.Place;
import io.sluicegate.bundle.Manifest.Probabilities;
import io.sluicegate.bundle.Manifest.Score;
import io.sluicegate.bundle.PartialManifest.PartialInput;
import io.sluicegate.bundle.PartialManifest.PartialOutput;
import io.sluicegate.pipeline.catalogue.RecordLimits;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.ConfigNode;
import io.sluicegate.pipeline.config.ConfigType;
import io.sluicegate.pipeline.config.Definition;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.Problem;
import io.sluicegate.pipeline.config.Problems;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A reader of manifests in YAML, which reports all problems at once, each with its line. */
final class ManifestReader {
    /** The format that is written. */
    static final int FORMAT = 2;

    /** The first format: one input, a matrix of float32, and a score in one column of an output. */
    private static final int MATRIX_FORMAT = 1;

    /** Any text, even an empty one: the manifest itself checks names. */
    private static final ConfigType<String> TEXT = new ConfigType<>("a text", "text", Optional::of, "");

    private static final ConfigType<Long> FORMATS = ConfigType.integer(MATRIX_FORMAT, Integer.MAX_VALUE);
    private static final ConfigType<Long> COLUMN = ConfigType.integer(0, Integer.MAX_VALUE);
    private static final ConfigType<ElementType> FLOAT32 = new ConfigType<>(
            "float32, the type of each input in format 1",
            "float32",
            text -> ElementType.ofText(text).filter(type -> type == ElementType.FLOAT32),
            ElementType.FLOAT32);
    private static final ConfigType<ElementType> ELEMENT = new ConfigType<>(
            "one of "
                    + Arrays.stream(ElementType.values()).map(ElementType::text).collect(Collectors.joining(", ")),
            "float32",
            ElementType::ofText,
            ElementType.FLOAT32);
    private static final ConfigType<Long> LENGTH = ConfigType.integer(-1, Integer.MAX_VALUE);
    private static final ConfigType<VectorForm.Element> VECTOR_ELEMENT = ConfigType.oneOf(VectorForm.Element.class);
    private static final ConfigType<Long> VECTOR_LENGTH = ConfigType.integer(1, RecordLimits.DERIVED);
    private static final ConfigType<Missing> MISSING =
            new ConfigType<>("nan or reject", "reject", ManifestReader::missingRule, Missing.REJECT);
    private static final ConfigType<FeatureDefinition.Type> TYPE = ConfigType.oneOf(FeatureDefinition.Type.class);
    private static final ConfigType<Instant> TIME =
            new ConfigType<>("a time", "2026-01-31T12:00:00Z", ManifestReader::time, Instant.EPOCH);

    private ManifestReader() {}

    /** @throws ConfigException with every problem */
    static Manifest read(String yaml) {
        var problems = new Problems();
        var root = ConfigNode.literal(BundleFiles.MANIFEST, yaml, problems);
        problems.throwIfAny();
        long format = format(root.at("format"));
        var model = root.at("model").get(TEXT);
        var version = root.at("version").get(TEXT);
        var featureSet = root.at("feature-set").get(TEXT);
        var features = elements(root.at("features"), "list each feature that the model needs").stream()
                .map(ManifestReader::feature)
                .toList();
        var inputs = format == MATRIX_FORMAT
                ? List.of(matrix(root.at("input")))
                : elements(root.at("inputs"), "list the model's inputs").stream()
                        .map(ManifestReader::input)
                        .toList();
        var output = output(root.at("output"), format);
        var created = root.at("created").get(TIME);
        var trainedOn = root.at("trained-on").get(TEXT);
        root.finish();
        problems.throwIfAny();
        return build(() -> new Manifest(model, version, featureSet, features, inputs, output, created, trainedOn));
    }

    /**
     * Reads a manifest in which anything may be left out.
     *
     * @throws ConfigException with every problem
     */
    static PartialManifest readPartial(String name, String yaml) {
        var problems = new Problems();
        var root = ConfigNode.literal(name, yaml, problems);
        problems.throwIfAny();
        var format = root.at("format");
        if (format.present() && format(format) == MATRIX_FORMAT) {
            format.problem("is " + MATRIX_FORMAT + ", which names one input only", "write format " + FORMAT);
        }
        var unused = root.at("model").find(TEXT).or(() -> root.at("version").find(TEXT));
        var partial = new PartialManifest(
                root.at("feature-set").find(TEXT),
                root.at("features").elements().stream()
                        .map(ManifestReader::feature)
                        .toList(),
                root.at("inputs").elements().stream()
                        .map(ManifestReader::partialInput)
                        .toList(),
                partialOutput(root.at("output")),
                root.at("created").find(TIME),
                root.at("trained-on").find(TEXT));
        root.finish();
        problems.throwIfAny();
        return partial;
    }

    private static PartialInput partialInput(ConfigNode node) {
        var declared = node.at("type").find(ELEMENT).orElse(ElementType.FLOAT32); // the model's own type counts
        var missing = node.at("missing").present() || node.at("missing-value").present()
                ? Optional.of(missing(node, declared))
                : Optional.<Missing>empty();
        return new PartialInput(
                node.at("name").get(TEXT),
                node.at("features").present() ? Optional.of(names(node.at("features"))) : Optional.empty(),
                shape(node),
                node.at("batched").find(ConfigType.flag()),
                missing);
    }

    private static PartialOutput partialOutput(ConfigNode node) {
        return new PartialOutput(
                score(node),
                node.at("label").find(TEXT),
                probabilities(node),
                threshold(node),
                calibration(node.at("calibration")));
    }

    private static Manifest build(Supplier<Manifest> manifest) {
        try {
            return manifest.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(new Problem(
                    BundleFiles.MANIFEST, 0, "", String.valueOf(e.getMessage()), "publish a version without that")));
        }
    }

    private static long format(ConfigNode node) {
        long format = node.get(FORMATS);
        if (format > FORMAT) {
            node.problem(
                    "is " + format + ", this release reads " + MATRIX_FORMAT + " to " + FORMAT,
                    "use the release that it was written for");
        }
        return format;
    }

    private static NeededFeature feature(ConfigNode node) {
        var type = node.at("type").get(TYPE);
        return new NeededFeature(
                node.at("name").get(TEXT),
                type,
                type == FeatureDefinition.Type.VECTOR ? Optional.of(vector(node)) : Optional.empty(),
                node.at("definition").find(ConfigType.text()).map(Definition::new));
    }

    private static VectorForm vector(ConfigNode node) {
        var element = node.at("elements").get(VECTOR_ELEMENT);
        var lengths = node.at("shape");
        var shape = elements(lengths, "name the length of each of the vector's axes").stream()
                .map(length -> length.get(VECTOR_LENGTH).intValue())
                .toList();
        var problem = VectorForm.problem(element, shape);
        if (lengths.isAllSound()) {
            problem.ifPresent(what -> lengths.problem("a vector " + what, "write for example [28, 28]"));
        }
        return new VectorForm(element, problem.isPresent() ? List.of(1) : shape);
    }

    private static Input matrix(ConfigNode node) {
        node.at("type").get(FLOAT32);
        return Input.matrix(node.at("name").get(TEXT), names(node.at("features")));
    }

    private static Input input(ConfigNode node) {
        var type = node.at("type").get(ELEMENT);
        return new Input(
                node.at("name").get(TEXT),
                type,
                names(node.at("features")),
                shape(node),
                node.at("batched").get(ConfigType.flag(), true),
                missing(node, type));
    }

    private static Optional<List<Long>> shape(ConfigNode input) {
        var shape = input.at("shape");
        return shape.present()
                ? Optional.of(shape.elements().stream()
                        .map(length -> length.get(LENGTH))
                        .toList())
                : Optional.empty();
    }

    private static List<String> names(ConfigNode node) {
        return elements(node, "list the features in the order of the input's elements").stream()
                .map(feature -> feature.get(TEXT))
                .toList();
    }

    private static Missing missing(ConfigNode input, ElementType type) {
        var rule = input.at("missing");
        var value = input.at("missing-value").find(TEXT);
        if (rule.present() && value.isPresent()) {
            rule.problem("can't stand beside missing-value", "keep one of them");
        }
        return value.map(Missing::value).or(() -> rule.find(MISSING)).orElseGet(() -> Missing.of(type));
    }

    private static Optional<Missing> missingRule(String text) {
        return switch (text) {
            case "nan" -> Optional.of(Missing.NAN);
            case "reject" -> Optional.of(Missing.REJECT);
            default -> Optional.empty();
        };
    }

    private static Output output(ConfigNode node, long format) {
        if (format == MATRIX_FORMAT) {
            long index = node.at("index").get(COLUMN, 0L);
            return Output.score(node.at("score").get(TEXT), (int) index, threshold(node));
        }
        var score = score(node);
        var label = node.at("label").find(TEXT);
        if (score.isEmpty() && label.isEmpty()) {
            node.problem(
                    "names neither a score nor a label", "add 'score', with the name of one of the model's outputs");
        }
        return new Output(score, label, probabilities(node), threshold(node), calibration(node.at("calibration")));
    }

    private static OptionalDouble threshold(ConfigNode output) {
        return output.at("threshold")
                .find(ConfigType.number())
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    private static Optional<Score> score(ConfigNode output) {
        return output.at("score").find(TEXT).map(name -> new Score(name, place(output)));
    }

    private static Optional<Probabilities> probabilities(ConfigNode output) {
        var classes = output.at("classes").elements().stream()
                .map(name -> name.get(TEXT))
                .toList();
        return output.at("probabilities").find(TEXT).map(name -> new Probabilities(name, classes));
    }

    private static Place place(ConfigNode output) {
        var index = output.at("index").find(COLUMN);
        var key = output.at("key").find(TEXT);
        var highest = output.at("highest").get(ConfigType.flag(), false);
        if (Stream.of(index.isPresent(), key.isPresent(), highest)
                        .filter(is -> is)
                        .count()
                > 1) {
            output.problem("names the score's place more than once", "keep one of index, key and highest");
        }
        return key.<Place>map(Place.Key::new)
                .orElseGet(() -> highest
                        ? new Place.Highest()
                        : new Place.Index(index.orElse(0L).intValue()));
    }

    private static Optional<Calibration> calibration(ConfigNode node) {
        if (!node.present()) {
            return Optional.empty();
        }
        var platt = node.at("platt");
        var points = node.at("isotonic").elements();
        if (platt.present() == !points.isEmpty()) {
            node.problem("needs one method", "write either platt, with a and b, or isotonic, with points");
            return Optional.empty();
        }
        return platt.present()
                ? Optional.of(new Platt(
                        platt.at("a").get(ConfigType.number()), platt.at("b").get(ConfigType.number())))
                : isotonic(node.at("isotonic"), points);
    }

    private static Optional<Calibration> isotonic(ConfigNode node, List<ConfigNode> points) {
        try {
            return Optional.of(new Isotonic(points.stream()
                    .map(point -> new Point(
                            point.at("raw").get(ConfigType.number()),
                            point.at("calibrated").get(ConfigType.number())))
                    .toList()));
        } catch (IllegalArgumentException e) {
            node.problem(String.valueOf(e.getMessage()), "sort the points, and let them never fall");
            return Optional.empty();
        }
    }

    private static List<ConfigNode> elements(ConfigNode list, String todo) {
        if (!list.present()) {
            list.problem("is missing", todo);
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
