package io.sluicegate.scorer.onnx;

import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The golden vectors as rows of a model's inputs, to run it on rows that it was made for. */
final class GoldenRows {
    private final OnnxModel model;
    private final List<Golden.Vector> vectors;
    private final Map<String, Input> inputs;
    private final RowVectors elements;

    GoldenRows(OnnxModel model, Golden golden) {
        this.model = model;
        this.vectors = golden.vectors();
        this.inputs = model.manifest().inputs().stream().collect(Collectors.toMap(Input::name, Function.identity()));
        this.elements = new RowVectors(model.manifest().vectors(), vectors);
    }

    int size() {
        return vectors.size();
    }

    /** The values that don't fit the model's inputs. */
    List<String> problems() {
        var problems = new ArrayList<>(elements.problems());
        for (var place = 0; place < vectors.size() && elements.problems().isEmpty(); place++) {
            for (var input : model.inputs()) {
                check(place, input, problems);
            }
        }
        return problems;
    }

    private void check(int place, ModelInput input, List<String> problems) {
        for (var feature : features(input)) {
            try {
                if (elements.has(feature)) {
                    elements.check(place, feature, input);
                } else {
                    RowReader.checkFeature(
                            input,
                            feature,
                            Objects.requireNonNull(vectors.get(place).features().get(feature)));
                }
            } catch (RowReader.Unfit e) {
                problems.add("golden vector " + place + ": " + e.getMessage());
            }
        }
    }

    private List<String> features(ModelInput input) {
        return Objects.requireNonNull(inputs.get(input.name())).features();
    }

    /** Begins a batch of the rows from one place until another; after the last vector comes the first again. */
    void put(Runner runner, int from, int until) {
        for (var buffer : runner.begin()) {
            for (var row = from; row < until; row++) {
                for (var feature : features(buffer.input)) {
                    put(buffer, row % vectors.size(), feature);
                }
            }
        }
    }

    private void put(InputBuffer buffer, int place, String feature) {
        if (elements.has(feature)) {
            elements.put(place, feature, buffer);
        } else {
            RowReader.put(
                    buffer, Objects.requireNonNull(vectors.get(place).features().get(feature)));
        }
    }
}
