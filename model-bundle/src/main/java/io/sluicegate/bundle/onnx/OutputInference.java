package io.sluicegate.bundle.onnx;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.Manifest.Place;
import io.sluicegate.bundle.Manifest.Probabilities;
import io.sluicegate.bundle.Manifest.Score;
import io.sluicegate.bundle.PartialManifest.PartialOutput;
import io.sluicegate.bundle.onnx.OnnxValue.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Infers where the answer lies in a model's outputs. */
final class OutputInference {
    private final OnnxFile file;
    private final List<String> notes;
    private final List<String> problems;

    OutputInference(OnnxFile file, List<String> notes, List<String> problems) {
        this.file = file;
        this.notes = notes;
        this.problems = problems;
    }

    Output infer(PartialOutput partial) {
        var named = partial.label().or(this::label);
        var probabilities = partial.probabilities().or(this::probabilities);
        var score = partial.score().or(() -> score(probabilities, named));
        var label = score.isEmpty() ? named.or(this::text) : named;
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

    /** Any output of strings, where nothing else can be the answer. */
    private Optional<String> text() {
        var text = file.outputs().stream()
                .filter(output ->
                        output.type().filter(type -> type == ElementType.STRING).isPresent())
                .map(OnnxValue::name)
                .findFirst();
        text.ifPresent(name -> notes.add("the label is output '" + name + "', for want of another"));
        return text;
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

    private Optional<Score> score(Optional<Probabilities> probabilities, Optional<String> label) {
        var score = probabilities
                .map(this::ofProbabilities)
                .or(() -> first(OutputInference::isFloating))
                .or(() -> label.isPresent() ? Optional.empty() : first(OutputInference::isNumber));
        score.ifPresent(it -> notes.add("the score is " + text(it.place()) + " of output '" + it.output() + "'"));
        return score;
    }

    private Optional<Score> first(Predicate<OnnxValue> kind) {
        return file.outputs().stream().filter(kind).findFirst().map(OutputInference::ofNumbers);
    }

    private static boolean isNumber(OnnxValue output) {
        return output.type().filter(type -> type != ElementType.STRING).isPresent();
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
