package io.sluicegate.bundle;

import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.Definition;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The manifest of a model: its name, what fills its inputs, and where its answer lies in its outputs.
 *
 * @param featureSetFingerprint fingerprint of the feature set that the model was trained on
 * @param features the features that the model needs, by name and type
 * @param trainedOn the training data, in words
 */
public record Manifest(
        String model,
        String version,
        String featureSetFingerprint,
        List<NeededFeature> features,
        List<Input> inputs,
        Output output,
        Instant created,
        String trainedOn) {

    private static final Pattern FOLDER_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    /**
     * A feature that the model needs.
     *
     * @param vector the form of the vectors; empty for features of other types
     * @param definition the definition that the model was trained on; empty if the bundle doesn't have it, so that it can't be
     *     checked
     */
    public record NeededFeature(
            String name, FeatureDefinition.Type type, Optional<VectorForm> vector, Optional<Definition> definition) {
        public NeededFeature {
            if ((type == FeatureDefinition.Type.VECTOR) != vector.isPresent()) {
                throw new IllegalArgumentException(
                        "feature '" + name + "': a vector, and nothing else, has elements and a shape");
            }
        }

        public NeededFeature(String name, FeatureDefinition.Type type, Optional<Definition> definition) {
            this(name, type, Optional.empty(), definition);
        }

        public NeededFeature(String name, FeatureDefinition.Type type) {
            this(name, type, Optional.empty());
        }

        /** A vector. */
        public NeededFeature(String name, VectorForm vector) {
            this(name, FeatureDefinition.Type.VECTOR, Optional.of(vector), Optional.empty());
        }

        /** How many elements of an input the feature fills. */
        public int elements() {
            return vector.map(VectorForm::elements).orElse(1);
        }

        /** The type in words. */
        public String typeText() {
            return typeText(type, vector);
        }

        static String typeText(FeatureDefinition.Type type, Optional<VectorForm> vector) {
            return vector.map(form -> "vector of " + form)
                    .orElseGet(() -> type.name().toLowerCase(Locale.ROOT));
        }
    }

    /** The features of the given names, each with its definition, in the order of the feature set. */
    public static List<NeededFeature> needed(FeatureSet set, Collection<String> names) {
        var definitions = set.definitions();
        return set.features().stream()
                .filter(feature -> names.contains(feature.name()))
                .map(feature -> new NeededFeature(
                        feature.name(),
                        feature.type(),
                        feature.vector(),
                        Optional.ofNullable(definitions.get(feature.name()))))
                .toList();
    }

    /**
     * One of the model's inputs and what fills it: the features, one after the other, make the elements of a row.
     *
     * @param shape the shape of one row, without the batch axis; empty if the model's own is known. -1 stands for a length that the
     *     row's features decide
     * @param batched whether the input's first axis is that of the rows; if not, the model takes one row at a time
     * @param missing what the input gets where a feature has no value
     */
    public record Input(
            String name,
            ElementType type,
            List<String> features,
            Optional<List<Long>> shape,
            boolean batched,
            Missing missing) {
        public Input {
            features = List.copyOf(features);
            shape = shape.map(List::copyOf);
        }

        /** An input whose shape is the model's. */
        public Input(String name, ElementType type, List<String> features) {
            this(name, type, features, Optional.empty(), true, Missing.of(type));
        }

        /** A matrix of float32 with a column for each feature. */
        public static Input matrix(String name, List<String> features) {
            return new Input(name, ElementType.FLOAT32, features);
        }
    }

    /**
     * The places of the answer in the model's outputs.
     *
     * @param score the place of the score; empty if the model gives no number to decide by
     * @param label the output with the class that the model chooses
     * @param probabilities the output with the probability of each class
     * @param threshold a score at or above the threshold is positive
     * @param calibration what makes the score from the number in its place
     */
    public record Output(
            Optional<Score> score,
            Optional<String> label,
            Optional<Probabilities> probabilities,
            OptionalDouble threshold,
            Optional<Calibration> calibration) {

        /** The place of a score alone: a column of an output. */
        public static Output score(String output, int index, OptionalDouble threshold) {
            return new Output(
                    Optional.of(new Score(output, new Place.Index(index))),
                    Optional.empty(),
                    Optional.empty(),
                    threshold,
                    Optional.empty());
        }
    }

    /** The output with the score, and the score's place in it. */
    public record Score(String output, Place place) {}

    /** The place of a number among an output's values for one row. */
    public sealed interface Place {
        /** The value at a position, counted from 0. */
        record Index(int index) implements Place {}

        /** The value of a map's key. */
        record Key(String key) implements Place {}

        /** The highest of the values. */
        record Highest() implements Place {}
    }

    /**
     * The output with a probability for each class.
     *
     * @param classes the classes in the order of the output's values; empty if the output is a map, whose keys are the classes
     */
    public record Probabilities(String output, List<String> classes) {
        public Probabilities {
            classes = List.copyOf(classes);
        }
    }

    /** The features that fill the inputs, each once, in the order of the inputs. */
    public List<String> inputFeatures() {
        return inputs.stream()
                .flatMap(input -> input.features().stream())
                .distinct()
                .toList();
    }

    /** The forms of the features that are vectors, by name. */
    public Map<String, VectorForm> vectors() {
        return features.stream()
                .filter(feature -> feature.vector().isPresent())
                .collect(Collectors.toMap(
                        NeededFeature::name, feature -> feature.vector().get()));
    }

    /** How many elements of an input a row's features fill. */
    public int elements(Input input) {
        var vectors = vectors();
        return input.features().stream()
                .mapToInt(name -> Optional.ofNullable(vectors.get(name))
                        .map(VectorForm::elements)
                        .orElse(1))
                .sum();
    }

    /** The form of the vector that fills an input alone; empty for other inputs. */
    public Optional<VectorForm> vector(Input input) {
        return input.features().size() == 1
                ? Optional.ofNullable(vectors().get(input.features().get(0)))
                : Optional.empty();
    }

    /** The same manifest for another version. */
    public Manifest withVersion(String other) {
        return new Manifest(model, other, featureSetFingerprint, features, inputs, output, created, trainedOn);
    }

    public Manifest {
        features = List.copyOf(features);
        inputs = List.copyOf(inputs);
        var problems = contradictions(model, version, features, inputs, output);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static List<String> contradictions(
            String model, String version, List<NeededFeature> features, List<Input> inputs, Output output) {
        var problems = new ArrayList<String>();
        checkFolderName("model", model, problems);
        checkFolderName("version", version, problems);
        checkNames("features", features.stream().map(NeededFeature::name), problems);
        checkNames("inputs", inputs.stream().map(Input::name), problems);
        if (inputs.isEmpty()) {
            problems.add("inputs is empty: a model without inputs has nothing to decide by");
        }
        inputs.forEach(input -> checkInput(features, input, problems));
        checkOutput(output, problems);
        return problems;
    }

    private static void checkFolderName(String field, String name, List<String> problems) {
        if (!FOLDER_NAME.matcher(name).matches()) {
            problems.add(field + " '" + name + "' can't name a folder: use letters, digits, '.', '_' and '-'");
        }
    }

    private static void checkNames(String list, Stream<String> names, List<String> problems) {
        names.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .forEach((name, times) -> {
                    if (times > 1) {
                        problems.add(list + " lists '" + name + "' " + times + " times");
                    }
                });
    }

    private static void checkInput(List<NeededFeature> features, Input input, List<String> problems) {
        var place = "input '" + input.name() + "' ";
        var byName = features.stream()
                .collect(Collectors.toMap(NeededFeature::name, Function.identity(), (first, second) -> first));
        if (input.features().isEmpty()) {
            problems.add(place + "names no features");
        }
        for (var name : input.features()) {
            var feature = byName.get(name);
            if (feature == null) {
                problems.add(place + "names '" + name + "', which features doesn't list");
            } else if (!fits(feature.type(), input.type())) {
                problems.add(place + "is " + input.type().text() + ", but feature '" + name + "' is a "
                        + feature.typeText());
            }
        }
        if (input.shape().stream().flatMap(List::stream).anyMatch(length -> length < -1 || length == 0)) {
            problems.add(place + "has shape " + input.shape().get() + ": lengths are positive, or -1 for any");
        }
        checkMissing(input, place, problems);
    }

    /** Whether values of the feature may fill a tensor of the type; a value may still be out of its range. */
    private static boolean fits(FeatureDefinition.Type feature, ElementType element) {
        return (element == ElementType.STRING) == (feature == FeatureDefinition.Type.STRING);
    }

    private static void checkMissing(Input input, String place, List<String> problems) {
        var missing = input.missing();
        if (missing.rule() == Missing.Rule.NAN && input.type().kind() != ElementType.Kind.FLOATING) {
            problems.add(
                    place + "is " + input.type().text() + ", which has no NaN: let missing be 'reject' or a value");
        }
        missing.value()
                .filter(value -> !ElementValue.isValid(input.type(), value))
                .ifPresent(value -> problems.add(place + "puts '" + value + "' for missing values, which is no "
                        + input.type().text()));
    }

    private static void checkOutput(Output output, List<String> problems) {
        output.score()
                .map(Score::place)
                .filter(place -> place instanceof Place.Index index && index.index() < 0)
                .ifPresent(place -> problems.add(
                        "output.index is " + ((Place.Index) place).index() + ", but columns count from 0"));
        if (output.score().isEmpty() && output.threshold().isPresent()) {
            problems.add("output has a threshold, but no score");
        }
        if (output.score().isEmpty() && output.calibration().isPresent()) {
            problems.add("output has a calibration, but no score");
        }
        if (output.score().isEmpty() && output.label().isEmpty()) {
            problems.add("output names neither a score nor a label: a prediction needs one of them");
        }
    }
}
