package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.scorer.onnx.FeatureRows.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** How far two models' answers to the same rows are apart: output by output, and in what is decided by them. */
final class Comparison {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final double tolerance;
    private final List<Answer> first;
    private final List<Answer> second;
    private final Manifest firstManifest;
    private final Manifest secondManifest;

    Comparison(
            double tolerance,
            Manifest firstManifest,
            List<Answer> first,
            Manifest secondManifest,
            List<Answer> second) {
        this.tolerance = tolerance;
        this.firstManifest = firstManifest;
        this.first = first;
        this.secondManifest = secondManifest;
        this.second = second;
    }

    ObjectNode json() {
        var json = JSON.objectNode().put("rows", first.size()).put("tolerance", tolerance);
        scores().ifPresent(scores -> json.set("score", scores));
        changed(Answer::label).ifPresent(labels -> json.set("labels", labels));
        decisions().ifPresent(decisions -> json.set("decisions", decisions));
        var outputs = json.putObject("outputs");
        outputs().forEach((name, difference) -> outputs.set(name, difference.json()));
        onlyIn(first, second).forEach(json.putArray("onlyInA")::add);
        onlyIn(second, first).forEach(json.putArray("onlyInB")::add);
        return json;
    }

    private Optional<ObjectNode> scores() {
        var difference = new OutputDifference(tolerance);
        for (var row = 0; row < first.size(); row++) {
            var one = first.get(row).calibrated();
            var other = second.get(row).calibrated();
            if (one.isEmpty() || other.isEmpty()) {
                return Optional.empty();
            }
            difference.add(number(one.getAsDouble()), number(other.getAsDouble()));
        }
        return Optional.of(difference.json());
    }

    private static JsonNode number(double value) {
        return Double.isFinite(value) ? JSON.numberNode(value) : JSON.textNode(Double.toString(value));
    }

    /** The rows that one model counts as positive and the other doesn't, each by its own manifest's threshold. */
    private Optional<ObjectNode> decisions() {
        var one = firstManifest.output().threshold();
        var other = secondManifest.output().threshold();
        if (one.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        var changed = 0;
        for (var row = 0; row < first.size(); row++) {
            if (isPositive(first.get(row), one) != isPositive(second.get(row), other)) {
                changed++;
            }
        }
        return Optional.of(
                counted(changed).put("thresholdA", one.getAsDouble()).put("thresholdB", other.getAsDouble()));
    }

    private static boolean isPositive(Answer answer, OptionalDouble threshold) {
        return answer.calibrated().orElse(Double.NaN) >= threshold.getAsDouble();
    }

    private Optional<ObjectNode> changed(Function<Answer, Optional<String>> value) {
        var changed = 0;
        for (var row = 0; row < first.size(); row++) {
            var one = value.apply(first.get(row));
            var other = value.apply(second.get(row));
            if (one.isEmpty() || other.isEmpty()) {
                return Optional.empty();
            }
            if (!one.equals(other)) {
                changed++;
            }
        }
        return Optional.of(counted(changed));
    }

    private ObjectNode counted(int changed) {
        return JSON.objectNode()
                .put("changed", changed)
                .put("rows", first.size())
                .put("share", (double) changed / first.size());
    }

    private Map<String, OutputDifference> outputs() {
        var differences = new LinkedHashMap<String, OutputDifference>();
        for (var row = 0; row < first.size(); row++) {
            var other = second.get(row).outputs();
            for (var output : first.get(row).outputs().properties()) {
                if (other.has(output.getKey())) {
                    differences
                            .computeIfAbsent(output.getKey(), name -> new OutputDifference(tolerance))
                            .add(output.getValue(), other.get(output.getKey()));
                }
            }
        }
        return differences;
    }

    private static Set<String> onlyIn(List<Answer> these, List<Answer> others) {
        var names = new TreeSet<String>();
        these.get(0).outputs().fieldNames().forEachRemaining(names::add);
        others.get(0).outputs().fieldNames().forEachRemaining(names::remove);
        return names;
    }
}
