package io.sluicegate.bundle.onnx;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.pipeline.catalogue.ProfileKind;
import io.sluicegate.pipeline.catalogue.RecordLimits;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The features that fill a model's inputs: those that somebody knows, and others that are named after their input. */
final class FillingFeatures {
    /** The most elements of a tensor that are features of their own, where it has more axes than one. */
    private static final int FEW = 16;

    /** The most features that are named one by one after an input. */
    private static final int MOST_NAMED = 100_000;

    private final OnnxFile file;
    private final Map<String, NeededFeature> known = new LinkedHashMap<>();
    private final Map<String, NeededFeature> needed = new LinkedHashMap<>();
    private final Set<String> given = new HashSet<>();
    private final Set<String> taken = new HashSet<>();
    private final List<String> notes;
    private final List<String> problems;

    /**
     * @param given the features that the manifest names
     * @param known those that the model was trained on, in their order
     */
    FillingFeatures(
            OnnxFile file,
            List<NeededFeature> given,
            List<NeededFeature> known,
            List<String> notes,
            List<String> problems) {
        this.file = file;
        this.notes = notes;
        this.problems = problems;
        known.forEach(feature -> this.known.put(feature.name(), feature));
        given.forEach(feature -> {
            needed.put(feature.name(), feature);
            this.given.add(feature.name());
        });
    }

    /** All features that the model needs. */
    List<NeededFeature> needed() {
        return List.copyOf(needed.values());
    }

    /** Fills an input by the features of these names; those that nobody knows get the input's own type. */
    void take(List<String> names, OnnxValue value, List<Long> row) {
        taken.addAll(names);
        if (names.size() == 1 && find(names.get(0)).isEmpty() && product(row) > 1) {
            vector(names.get(0), value, row).ifPresent(vector -> needed.put(vector.name(), vector));
        }
        var type = value.type().orElseThrow();
        names.forEach(name -> needed.computeIfAbsent(name, any -> feature(name, type)));
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

    /** The feature of the name that somebody has named; empty if nobody has. */
    private Optional<NeededFeature> find(String name) {
        return Optional.ofNullable(needed.get(name)).or(() -> Optional.ofNullable(known.get(name)));
    }

    /** The features that are known to fill an input, before its shape is; none if they aren't known. */
    List<NeededFeature> known(OnnxValue value, Optional<List<String>> named) {
        if (named.isPresent()) {
            return named.get().stream()
                    .map(name -> find(name).orElseGet(() -> new NeededFeature(name, FeatureDefinition.Type.DOUBLE)))
                    .toList();
        }
        return vectorOf(value).map(List::of).orElseGet(() -> file.inputs().size() == 1 ? fitting(value) : List.of());
    }

    /** The vector that is named after an input. */
    private Optional<NeededFeature> vectorOf(OnnxValue value) {
        return find(value.name()).or(() -> find(feature(value.name()))).filter(found -> found.vector()
                .isPresent());
    }

    /** The known features whose values an input of such a type can take. */
    private List<NeededFeature> fitting(OnnxValue value) {
        return known.values().stream()
                .filter(feature -> (feature.type() == FeatureDefinition.Type.STRING) == isOfTexts(value))
                .toList();
    }

    private static boolean isOfTexts(OnnxValue value) {
        return value.type().equals(Optional.of(ElementType.STRING));
    }

    /** The names of the features that fill an input; empty, and a problem, if there can't be any. */
    Optional<List<String>> names(OnnxValue value, List<Long> row) {
        var names = proposed(value, row);
        names.ifPresent(found -> {
            if (file.inputs().size() == 1 && !known.isEmpty() && found.stream().noneMatch(this::isKnown)) {
                problems.add(unknown(value, product(row)));
            }
            notes.add("input '" + value.name() + "' (" + value.text() + ") is filled by "
                    + (found.size() == 1
                            ? text(found.get(0))
                            : found.size() + " features: " + found.get(0) + " to " + found.get(found.size() - 1)));
        });
        return names;
    }

    private boolean isKnown(String name) {
        return known.containsKey(name) || given.contains(name);
    }

    private String unknown(OnnxValue value, long elements) {
        var fitting = fitting(value).stream().map(NeededFeature::name).toList();
        return "input '" + value.name() + "' (" + value.text() + ") takes " + elements
                + (elements == 1 ? " feature" : " features") + " a row, but " + fitting.size()
                + " are known that fit " + value.type().orElseThrow().text() + ": " + fitting
                + "; name those that fill the input, in order, in the manifest";
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
        var fitting = fitting(value);
        if (file.inputs().size() == 1
                && fitting.stream().mapToLong(NeededFeature::elements).sum() == elements) {
            return Optional.of(fitting.stream().map(NeededFeature::name).toList());
        }
        if (row.size() > 1 && elements > FEW) {
            var vector = vector(free(feature(value.name()), List.of("")), value, row);
            if (vector.isPresent()) {
                needed.putIfAbsent(vector.get().name(), vector.get());
                return vector.map(feature -> List.of(feature.name()));
            }
        }
        return elements > MOST_NAMED ? tooMany(value, row) : Optional.of(numbers(value, Math.toIntExact(elements)));
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

    private Optional<List<String>> tooMany(OnnxValue value, List<Long> row) {
        var elements = product(row);
        problems.add(
                elements > RecordLimits.DERIVED
                        ? "input '" + value.name() + "' has more than " + RecordLimits.DERIVED
                                + " elements a row, which no features record can hold: " + row
                        : "input '" + value.name() + "' has " + elements + " elements a row; the limit is " + MOST_NAMED
                                + " for numbers: name a vector that fills it");
        return Optional.empty();
    }

    private List<String> numbers(OnnxValue value, int elements) {
        if (elements == 1 && isKnown(value.name())) {
            return List.of(value.name());
        }
        var left = left(value);
        if (left.size() == elements) {
            return left;
        }
        if (elements == 1) {
            return List.of(free(feature(value.name()), List.of("")));
        }
        var places = IntStream.range(0, elements).mapToObj(i -> "_" + i).toList();
        var stem = free(feature(value.name()), places);
        return places.stream().map(place -> stem + place).toList();
    }

    /** The known features that may fill an input if each other input is named after a known feature: all the others of its kind. */
    private List<String> left(OnnxValue value) {
        var others = file.inputs().stream()
                .map(OnnxValue::name)
                .filter(name -> !name.equals(value.name()))
                .toList();
        var kind = isOfTexts(value) ? ProfileKind.TEXTS : ProfileKind.NUMBERS;
        return !known.keySet().containsAll(others)
                ? List.of()
                : known.values().stream()
                        .filter(feature -> feature.type().profile() == kind)
                        .map(NeededFeature::name)
                        .filter(name -> !others.contains(name) && !taken.contains(name))
                        .toList();
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

    private static long product(List<Long> row) {
        return product(row.stream().filter(length -> length > 0).mapToLong(Long::longValue));
    }

    /** The product of lengths; 0 if one is 0, and the greatest number if it is beyond that. */
    static long product(LongStream lengths) {
        return lengths.reduce(1, (a, b) -> a > 0 && b > Long.MAX_VALUE / a ? Long.MAX_VALUE : a * b);
    }
}
