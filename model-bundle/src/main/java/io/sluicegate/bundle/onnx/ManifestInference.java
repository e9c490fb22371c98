package io.sluicegate.bundle.onnx;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.Manifest.Place;
import io.sluicegate.bundle.Manifest.Probabilities;
import io.sluicegate.bundle.Manifest.Score;
import io.sluicegate.bundle.Missing;
import io.sluicegate.bundle.PartialManifest;
import io.sluicegate.bundle.PartialManifest.PartialInput;
import io.sluicegate.bundle.onnx.InferredManifest.Impossible;
import io.sluicegate.bundle.onnx.OnnxValue.Kind;
import io.sluicegate.bundle.onnx.OnnxValue.Length;
import io.sluicegate.pipeline.catalogue.ProfileKind;
import io.sluicegate.pipeline.catalogue.RecordLimits;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Infers a model's manifest from its file, where a partial manifest doesn't say it already. What is inferred is only a proposal: it is
 * noted, and the partial manifest can say otherwise.
 */
public final class ManifestInference {
    /** The most elements of a tensor that are features of their own, where it has more axes than one. */
    private static final int FEW = 16;

    /** The most features that are named one by one after an input. */
    private static final int MOST_NAMED = 100_000;

    private final OnnxFile file;
    private final PartialManifest given;
    private final List<NeededFeature> known;
    private final List<String> notes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, NeededFeature> features = new LinkedHashMap<>();

    private ManifestInference(OnnxFile file, PartialManifest given, List<NeededFeature> known) {
        this.file = file;
        this.given = given;
        this.known = known;
    }

    /**
     * Infers a manifest.
     *
     * @param given what is said already
     * @param known the features that the model was trained on, in their order; empty if they aren't known
     * @param fingerprint the fingerprint of the feature set that the model was trained on; empty if it isn't known
     * @throws Impossible with everything that can't be inferred and isn't given
     */
    public static InferredManifest infer(
            OnnxFile file,
            String model,
            String version,
            PartialManifest given,
            List<NeededFeature> known,
            String fingerprint)
            throws Impossible {
        return new ManifestInference(file, given, known).infer(model, version, fingerprint);
    }

    private InferredManifest infer(String model, String version, String fingerprint) throws Impossible {
        given.features().forEach(feature -> features.put(feature.name(), feature));
        var inputs = inputs();
        var output = output();
        if (!problems.isEmpty()) {
            throw new Impossible(problems);
        }
        try {
            var manifest = new Manifest(
                    model,
                    version,
                    given.featureSet().orElse(fingerprint),
                    List.copyOf(features.values()),
                    inputs,
                    output,
                    given.created().orElse(Instant.EPOCH),
                    given.trainedOn().orElse(""));
            return new InferredManifest(manifest, notes);
        } catch (IllegalArgumentException e) {
            throw new Impossible(List.of(String.valueOf(e.getMessage())));
        }
    }

    private List<Input> inputs() {
        var byName = new LinkedHashMap<String, PartialInput>();
        given.inputs().forEach(input -> byName.put(input.name(), input));
        var inputs = new ArrayList<Input>();
        for (var value : file.inputs()) {
            var partial = Optional.ofNullable(byName.remove(value.name()));
            input(value, partial.orElseGet(() -> PartialInput.named(value.name())))
                    .ifPresent(inputs::add);
        }
        for (var optional : byName.values()) {
            file.defaults().stream()
                    .filter(value -> value.name().equals(optional.name()))
                    .findFirst()
                    .ifPresentOrElse(
                            value -> input(value, optional).ifPresent(inputs::add),
                            () -> problems.add("the manifest names input '" + optional.name() + "', but the model has "
                                    + Stream.concat(file.inputs().stream(), file.defaults().stream())
                                            .map(OnnxValue::name)
                                            .toList()));
        }
        file.defaults().stream()
                .filter(value -> inputs.stream().noneMatch(input -> input.name().equals(value.name())))
                .forEach(value -> notes.add("input '" + value.name() + "' (" + value.text()
                        + ") is left to the model's default; list it in the manifest to feed it"));
        return inputs;
    }

    private Optional<Input> input(OnnxValue value, PartialInput partial) {
        if (value.type().isEmpty()) {
            problems.add("input '" + value.name() + "' is " + value.text()
                    + ": a model's inputs must be tensors of numbers, booleans or strings");
            return Optional.empty();
        }
        var type = value.type().get();
        var batched = partial.batched().orElseGet(() -> isBatched(value));
        var row = row(value, partial, batched);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        if (partial.features().isEmpty() && row.get().stream().anyMatch(length -> length < 1)) {
            problems.add("input '" + value.name() + "' has shape " + row.get()
                    + " in the manifest, which leaves a length open: name its features, too");
            return Optional.empty();
        }
        var names = partial.features().or(() -> names(value, row.get()));
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (names.get().size() == 1 && find(names.get().get(0)).isEmpty() && product(row.get()) > 1) {
            vector(names.get().get(0), value, row.get()).ifPresent(vector -> features.put(vector.name(), vector));
        }
        names.get().forEach(name -> features.computeIfAbsent(name, any -> feature(name, type)));
        var shape = partial.shape().isPresent() || isOpen(value, batched)
                ? Optional.of(row.get())
                : Optional.<List<Long>>empty();
        return Optional.of(new Input(
                value.name(),
                type,
                names.get(),
                shape,
                batched,
                partial.missing().orElseGet(() -> Missing.of(type))));
    }

    /** The feature of the name that somebody has named; empty if nobody has. */
    private Optional<NeededFeature> find(String name) {
        return Optional.ofNullable(features.get(name)).or(() -> known.stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst());
    }

    /** The product of positive lengths, or the greatest number if it is beyond that. */
    private static long product(LongStream lengths) {
        return lengths.reduce(1, (a, b) -> a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b);
    }

    private NeededFeature feature(String name, ElementType type) {
        return find(name)
                .orElseGet(() -> new NeededFeature(
                        name,
                        switch (type.kind()) {
                            case FLOATING -> FeatureDefinition.Type.DOUBLE;
                            case BOOLEAN -> FeatureDefinition.Type.BOOLEAN;
                            case TEXT -> FeatureDefinition.Type.STRING;
                            default -> FeatureDefinition.Type.LONG;
                        }));
    }

    /** Whether the file leaves a length of a row open. */
    private static boolean isOpen(OnnxValue value, boolean batched) {
        return value.shape().isEmpty()
                || ownRow(value.shape().get(), batched).stream().anyMatch(Length::isAny);
    }

    private static List<Length> ownRow(List<Length> shape, boolean batched) {
        return batched && !shape.isEmpty() ? shape.subList(1, shape.size()) : shape;
    }

    /** A first axis of any length is that of the rows; so is a fixed one that an output has, too. */
    private boolean isBatched(OnnxValue value) {
        if (value.shape().isEmpty()) {
            return true;
        }
        var shape = value.shape().get();
        if (shape.isEmpty()) {
            notes.add("input '" + value.name() + "' has no batch axis: the model takes one row at a time");
            return false;
        }
        if (shape.get(0).isAny()) {
            return true;
        }
        var rows = shape.get(0).value();
        var fixed = shape.size() > 1
                && file.outputs().stream()
                        .flatMap(output -> output.shape().stream())
                        .anyMatch(output -> !output.isEmpty()
                                && (output.get(0).isAny() || output.get(0).value() == rows));
        notes.add("input '" + value.name() + "' has shape " + OnnxValue.text(shape)
                + (fixed
                        ? ": the model takes " + rows + (rows == 1 ? " row" : " rows") + " at a time"
                        : ": it has no batch axis, and the model takes one row at a time"));
        return fixed;
    }

    private Optional<List<Long>> row(OnnxValue value, PartialInput partial, boolean batched) {
        if (partial.shape().isPresent()) {
            return partial.shape();
        }
        var filling = filling(value, partial);
        var count = filling.isEmpty() ? Optional.<Integer>empty() : Optional.of(elements(filling));
        var vector = filling.size() == 1 ? filling.get(0).vector() : Optional.<VectorForm>empty();
        if (value.shape().isEmpty()) {
            if (count.isEmpty()) {
                problems.add("input '" + value.name()
                        + "' has no shape in the model: name its features in the manifest," + " or its shape");
                return Optional.empty();
            }
            return Optional.of(vector.map(ManifestInference::lengths).orElseGet(() -> List.of((long) count.get())));
        }
        var own = ownRow(value.shape().get(), batched);
        var open = own.stream().filter(Length::isAny).count();
        var rest = product(own.stream().filter(length -> !length.isAny()).mapToLong(Length::value));
        if (open == 0) {
            return Optional.of(own.stream().map(Length::value).toList());
        }
        if (open > 1 && vector.filter(form -> fits(form, own)).isPresent()) {
            return vector.map(ManifestInference::lengths);
        }
        if (open > 1 || count.isEmpty() || count.get() % rest != 0) {
            problems.add("input '" + value.name() + "' is " + value.text() + ", which leaves " + open
                    + (open == 1 ? " length" : " lengths") + " of a row open: name its features in the manifest, or its"
                    + " shape, for example 'shape: "
                    + own.stream()
                            .map(length -> length.isAny() ? "3" : length.toString())
                            .toList() + "'");
            return Optional.empty();
        }
        var filled = count.get() / rest;
        return Optional.of(own.stream()
                .map(length -> length.isAny() ? filled : length.value())
                .toList());
    }

    /** The features that are known to fill an input; none if they aren't known. */
    private List<NeededFeature> filling(OnnxValue value, PartialInput partial) {
        if (partial.features().isPresent()) {
            return partial.features().get().stream()
                    .map(name -> find(name).orElseGet(() -> new NeededFeature(name, FeatureDefinition.Type.DOUBLE)))
                    .toList();
        }
        return vectorOf(value).map(List::of).orElseGet(() -> file.inputs().size() == 1 ? known : List.of());
    }

    /** The vector that is named after an input. */
    private Optional<NeededFeature> vectorOf(OnnxValue value) {
        return find(value.name()).or(() -> find(feature(value.name()))).filter(found -> found.vector()
                .isPresent());
    }

    private static long product(List<Long> row) {
        return product(row.stream().filter(length -> length > 0).mapToLong(Long::longValue));
    }

    private static int elements(List<NeededFeature> all) {
        return all.stream().mapToInt(NeededFeature::elements).sum();
    }

    private static List<Long> lengths(VectorForm form) {
        return form.shape().stream().map(Integer::longValue).toList();
    }

    private static boolean fits(VectorForm form, List<Length> own) {
        return form.shape().size() == own.size()
                && IntStream.range(0, own.size())
                        .allMatch(axis -> own.get(axis).isAny()
                                || own.get(axis).value() == form.shape().get(axis));
    }

    private Optional<List<String>> names(OnnxValue value, List<Long> row) {
        var names = proposed(value, row);
        names.ifPresent(found -> notes.add("input '" + value.name() + "' (" + value.text() + ") is filled by "
                + (found.size() == 1
                        ? text(found.get(0))
                        : found.size() + " features: " + found.get(0) + " to " + found.get(found.size() - 1))));
        return names;
    }

    private String text(String feature) {
        return "feature " + feature
                + find(feature)
                        .flatMap(NeededFeature::vector)
                        .map(form -> ", a vector of " + form)
                        .orElse("");
    }

    private Optional<List<String>> proposed(OnnxValue value, List<Long> row) {
        var elements = product(row);
        var named = vectorOf(value);
        if (named.isPresent()) {
            return named.map(feature -> List.of(feature.name()));
        }
        if (file.inputs().size() == 1 && elements(known) == elements) {
            return Optional.of(known.stream().map(NeededFeature::name).toList());
        }
        if (row.size() > 1 && elements > FEW) {
            var vector = vector(feature(value.name()), value, row);
            if (vector.isPresent()) {
                features.putIfAbsent(vector.get().name(), vector.get());
                return vector.map(feature -> List.of(feature.name()));
            }
        }
        return numbers(value, elements);
    }

    /** A vector for a row of an input; empty if the input takes texts, or more than a features record can have. */
    private static Optional<NeededFeature> vector(String name, OnnxValue value, List<Long> row) {
        if (row.stream().anyMatch(length -> length > RecordLimits.DERIVED)) {
            return Optional.empty();
        }
        var shape = row.stream().map(Math::toIntExact).toList();
        return value.type()
                .flatMap(ElementType::ofVectors)
                .filter(element -> VectorForm.problem(element, shape).isEmpty())
                .map(element -> new NeededFeature(name, new VectorForm(element, shape)));
    }

    private Optional<List<String>> numbers(OnnxValue value, long elements) {
        if (elements > MOST_NAMED) {
            problems.add("input '" + value.name() + "' has " + elements + " elements a row; the limit is " + MOST_NAMED
                    + " for numbers: name a vector that fills it");
            return Optional.empty();
        }
        var byName = known.stream()
                .map(NeededFeature::name)
                .filter(value.name()::equals)
                .toList();
        if (elements == 1 && !byName.isEmpty()) {
            return Optional.of(byName);
        }
        var left = left(value);
        if (left.size() == elements) {
            return Optional.of(left);
        }
        if (elements == 1) {
            return Optional.of(List.of(feature(value.name())));
        }
        return Optional.of(IntStream.range(0, Math.toIntExact(elements))
                .mapToObj(i -> feature(value.name()) + "_" + i)
                .toList());
    }

    /** The known features that may fill an input if each other input is named after a known feature: all the others of its kind. */
    private List<String> left(OnnxValue value) {
        var others = file.inputs().stream()
                .map(OnnxValue::name)
                .filter(name -> !name.equals(value.name()))
                .toList();
        var names = known.stream().map(NeededFeature::name).toList();
        var kind = value.type().equals(Optional.of(ElementType.STRING)) ? ProfileKind.TEXTS : ProfileKind.NUMBERS;
        return !names.containsAll(others)
                ? List.of()
                : known.stream()
                        .filter(feature -> feature.type().profile() == kind && !others.contains(feature.name()))
                        .map(NeededFeature::name)
                        .toList();
    }

    /** A feature's name from an input's. */
    private static String feature(String input) {
        var name = input.replaceAll("[^A-Za-z0-9_]", "_");
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "f" + name : name;
    }

    private Output output() {
        var partial = given.output();
        var label = partial.label().or(this::label);
        var probabilities = partial.probabilities().or(this::probabilities);
        var score = partial.score().or(() -> score(probabilities));
        if (score.isEmpty() && label.isEmpty()) {
            problems.add("none of the outputs "
                    + file.outputs().stream()
                            .map(output -> "'" + output.name() + "' (" + output.text() + ")")
                            .toList()
                    + " is a score or a label: name one in the manifest");
        }
        return new Output(
                score,
                label,
                probabilities,
                score.isPresent() ? partial.threshold() : OptionalDouble.empty(),
                partial.calibration());
    }

    private Optional<String> label() {
        var label = file.outputs().stream()
                .filter(output -> output.type()
                        .filter(type -> type == ElementType.STRING || type == ElementType.INT64)
                        .isPresent())
                .filter(output -> isOneValue(output) && (hasClasses(output) || isCalledLabel(output)))
                .map(OnnxValue::name)
                .findFirst();
        label.ifPresent(name -> notes.add("the label is output '" + name + "'"));
        return label;
    }

    private boolean hasClasses(OnnxValue output) {
        return file.classes().containsKey(output.name());
    }

    private static boolean isCalledLabel(OnnxValue output) {
        var name = output.name().toLowerCase(Locale.ROOT);
        return name.contains("label") || name.contains("class");
    }

    private static boolean isOneValue(OnnxValue output) {
        return output.shape()
                .filter(shape -> shape.size() <= 1 || shape.stream().skip(1).allMatch(length -> length.value() == 1))
                .isPresent();
    }

    private Optional<Probabilities> probabilities() {
        var found = file.outputs().stream().filter(this::isProbabilities).findFirst();
        return found.map(output -> {
            var classes = file.classes().getOrDefault(output.name(), List.of());
            notes.add("the probabilities are output '" + output.name() + "', of classes "
                    + (classes.isEmpty() ? "that the map names" : classes));
            return new Probabilities(output.name(), output.kind() == Kind.MAPS ? List.of() : classes);
        });
    }

    private boolean isProbabilities(OnnxValue output) {
        if (output.kind() == Kind.MAPS) {
            return true;
        }
        var classes = file.classes().getOrDefault(output.name(), List.of());
        return isFloating(output)
                && classes.size() > 1
                && output.shape().filter(shape -> shape.size() == 2).isPresent()
                && output.shape()
                        .map(shape -> shape.get(1))
                        .filter(length -> length.isAny() || length.value() == classes.size())
                        .isPresent();
    }

    private static boolean isFloating(OnnxValue output) {
        return output.type()
                .filter(type -> type.kind() == ElementType.Kind.FLOATING)
                .isPresent();
    }

    private Optional<Score> score(Optional<Probabilities> probabilities) {
        var score = probabilities.map(this::ofProbabilities).or(() -> file.outputs().stream()
                .filter(ManifestInference::isFloating)
                .findFirst()
                .map(ManifestInference::ofNumbers));
        score.ifPresent(it -> notes.add("the score is " + text(it.place()) + " of output '" + it.output() + "'"));
        return score;
    }

    private Score ofProbabilities(Probabilities probabilities) {
        var classes = file.classes().getOrDefault(probabilities.output(), List.of());
        var maps = file.output(probabilities.output())
                .filter(output -> output.kind() == Kind.MAPS)
                .isPresent();
        if (classes.size() == 2) {
            return new Score(probabilities.output(), maps ? new Place.Key(classes.get(1)) : new Place.Index(1));
        }
        return new Score(probabilities.output(), new Place.Highest());
    }

    private static Score ofNumbers(OnnxValue output) {
        var columns = output.shape()
                .filter(shape -> shape.size() == 2)
                .map(shape -> shape.get(1).value())
                .orElse(1L);
        return new Score(
                output.name(),
                columns == 2 ? new Place.Index(1) : columns > 2 ? new Place.Highest() : new Place.Index(0));
    }

    private static String text(Place place) {
        if (place instanceof Place.Index index) {
            return "column " + index.index();
        }
        return place instanceof Place.Key key ? "the value of '" + key.key() + "'" : "the highest value";
    }
}
