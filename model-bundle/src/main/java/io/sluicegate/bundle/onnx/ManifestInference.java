package io.sluicegate.bundle.onnx;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Missing;
import io.sluicegate.bundle.PartialManifest;
import io.sluicegate.bundle.PartialManifest.PartialInput;
import io.sluicegate.bundle.onnx.InferredManifest.Impossible;
import io.sluicegate.bundle.onnx.OnnxValue.Length;
import io.sluicegate.pipeline.config.FeatureDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Infers a model's manifest from its file, where a partial manifest doesn't say it already. What is inferred is only a proposal: it is
 * noted, and the partial manifest can say otherwise.
 */
public final class ManifestInference {
    /** The most features that are named one by one after an input. */
    private static final int MOST_NAMED = 200_000;

    /** The most inputs that are noted one by one as left to their defaults. */
    private static final int MOST_NOTED = 5;

    private final OnnxFile file;
    private final PartialManifest given;
    private final Map<String, NeededFeature> known = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, NeededFeature> features = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    private ManifestInference(OnnxFile file, PartialManifest given, List<NeededFeature> known) {
        this.file = file;
        this.given = given;
        known.forEach(feature -> this.known.put(feature.name(), feature));
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
        var output = new OutputInference(file, notes, problems).infer(given.output());
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
        noteDefaults(file.defaults().stream()
                .filter(value -> inputs.stream().noneMatch(input -> input.name().equals(value.name())))
                .toList());
        return inputs;
    }

    /** Old exporters list each weight among the inputs. */
    private void noteDefaults(List<OnnxValue> left) {
        if (left.size() > MOST_NOTED) {
            notes.add(left.size() + " inputs are left to the model's defaults: '"
                    + left.get(0).name() + "' to '" + left.get(left.size() - 1).name()
                    + "'; list one in the manifest to feed it");
            return;
        }
        left.forEach(value -> notes.add("input '" + value.name() + "' (" + value.text()
                + ") is left to the model's default; list it in the manifest to feed it"));
    }

    private Optional<Input> input(OnnxValue value, PartialInput partial) {
        if (value.type().isEmpty()) {
            problems.add("input '" + value.name() + "' is " + value.text()
                    + ": a model's inputs must be tensors of numbers, booleans or strings");
            return Optional.empty();
        }
        var type = value.type().get();
        var batched = partial.batched().orElseGet(() -> new BatchAxes(file, notes).isBatched(value));
        var row = row(value, partial, batched);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        var elements = row.get().stream().reduce(1L, ManifestInference::times);
        if (elements > MOST_NAMED) {
            problems.add("input '" + value.name() + "' has more than " + MOST_NAMED + " elements a row: " + row.get());
            return Optional.empty();
        }
        if (elements < 1 && partial.features().isEmpty()) {
            problems.add("input '" + value.name() + "' has rows of shape " + row.get()
                    + ": name its features in the manifest, or its lengths");
            return Optional.empty();
        }
        var names = partial.features().orElseGet(() -> names(value, type, Math.toIntExact(elements)));
        taken.addAll(names);
        names.forEach(name -> features.computeIfAbsent(name, any -> feature(name, type)));
        var shape = partial.shape().isPresent() || isOpen(value, batched)
                ? Optional.of(row.get())
                : Optional.<List<Long>>empty();
        return Optional.of(new Input(
                value.name(), type, names, shape, batched, partial.missing().orElseGet(() -> Missing.of(type))));
    }

    /** The product, or a number beyond all limits. */
    private static long times(long one, long other) {
        return one > MOST_NAMED || other > MOST_NAMED ? Long.MAX_VALUE : one * other;
    }

    private NeededFeature feature(String name, ElementType type) {
        var feature = known.get(name);
        return feature != null
                ? feature
                : new NeededFeature(
                        name,
                        switch (type.kind()) {
                            case FLOATING -> FeatureDefinition.Type.DOUBLE;
                            case BOOLEAN -> FeatureDefinition.Type.BOOLEAN;
                            case TEXT -> FeatureDefinition.Type.STRING;
                            default -> FeatureDefinition.Type.LONG;
                        });
    }

    /** Whether the file leaves a length of a row open. */
    private static boolean isOpen(OnnxValue value, boolean batched) {
        return value.shape().isEmpty()
                || ownRow(value.shape().get(), batched).stream().anyMatch(Length::isAny);
    }

    private static List<Length> ownRow(List<Length> shape, boolean batched) {
        return batched && !shape.isEmpty() ? shape.subList(1, shape.size()) : shape;
    }

    private Optional<List<Long>> row(OnnxValue value, PartialInput partial, boolean batched) {
        if (partial.shape().isPresent()) {
            return partial.shape();
        }
        var count = partial.features()
                .map(List::size)
                .or(() -> file.inputs().size() == 1 && !fitting(value).isEmpty()
                        ? Optional.of(fitting(value).size())
                        : Optional.empty());
        if (value.shape().isEmpty()) {
            if (count.isEmpty()) {
                problems.add("input '" + value.name()
                        + "' has no shape in the model: name its features in the manifest, or its shape");
                return Optional.empty();
            }
            return Optional.of(List.of((long) count.get()));
        }
        var own = ownRow(value.shape().get(), batched);
        var open = own.stream().filter(Length::isAny).count();
        var rest = own.stream()
                .filter(length -> !length.isAny())
                .mapToLong(Length::value)
                .reduce(1, (a, b) -> a * b);
        if (open == 0) {
            return Optional.of(own.stream().map(Length::value).toList());
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

    private List<String> names(OnnxValue value, ElementType type, int elements) {
        var names = proposed(value, elements);
        if (!known.isEmpty() && names.stream().noneMatch(this::isKnown)) {
            problems.add("input '" + value.name() + "' (" + value.text() + ") takes " + elements
                    + (elements == 1 ? " feature" : " features") + " a row, but "
                    + fitting(value).size() + " are known that fit " + type.text() + ": "
                    + fitting(value).stream().map(NeededFeature::name).toList()
                    + "; name those that fill the input, in order, in the manifest");
        }
        notes.add("input '" + value.name() + "' (" + value.text() + ") is filled by "
                + (elements == 1
                        ? "feature " + names.get(0)
                        : elements + " features: " + names.get(0) + " to " + names.get(elements - 1)));
        return names;
    }

    private boolean isKnown(String name) {
        return known.containsKey(name)
                || given.features().stream().anyMatch(feature -> feature.name().equals(name));
    }

    /** The known features whose values an input of such a type can take. */
    private List<NeededFeature> fitting(OnnxValue value) {
        var texts = value.type().filter(type -> type == ElementType.STRING).isPresent();
        return known.values().stream()
                .filter(feature -> (feature.type() == FeatureDefinition.Type.STRING) == texts)
                .toList();
    }

    private List<String> proposed(OnnxValue value, int elements) {
        if (file.inputs().size() == 1 && fitting(value).size() == elements) {
            return fitting(value).stream().map(NeededFeature::name).toList();
        }
        if (elements == 1) {
            return List.of(isKnown(value.name()) ? value.name() : free(feature(value.name()), List.of("")));
        }
        var places = IntStream.range(0, elements).mapToObj(i -> "_" + i).toList();
        var stem = free(feature(value.name()), places);
        return places.stream().map(place -> stem + place).toList();
    }

    /** The stem, made longer until no other input is filled by a feature of that name. */
    private String free(String stem, List<String> endings) {
        var free = stem;
        while (endings.stream().map(free::concat).anyMatch(taken::contains)) {
            free += "_";
        }
        return free;
    }

    /** A feature's name from an input's. */
    private static String feature(String input) {
        var name = input.replaceAll("[^A-Za-z0-9_]", "_");
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "f" + name : name;
    }
}
