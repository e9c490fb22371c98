package io.sluicegate.scorer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.ElementType.Kind;
import io.sluicegate.bundle.ElementValue;
import io.sluicegate.scorer.onnx.TensorRows.Part;
import io.sluicegate.scorer.onnx.Zoo.Animal;
import io.sluicegate.scorer.tensors.Elements;
import io.sluicegate.scorer.tensors.ElementsBuilder;
import io.sluicegate.scorer.tensors.Tensor;
import io.sluicegate.scorer.tensors.TensorSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole tensors are scored as the rows in them are, whatever the model's signature. */
class TensorRowsTest {
    private static final int ROWS = 9;
    private static final int BATCH = 7;

    @TempDir
    private Path folder;

    static List<Animal> animals() {
        return Zoo.animals();
    }

    @ParameterizedTest
    @MethodSource("animals")
    void shouldScoreTensorsAsRows(Animal animal) throws Exception {
        var random = new Random(2);
        var rows = IntStream.range(0, ROWS).mapToObj(i -> animal.row(random)).toList();
        try (var model = OnnxModel.load(Files.write(folder.resolve("model.onnx"), animal.model()), animal.manifest())) {
            if (animal.oneByOne()) {
                model.runOneByOne();
            }
            var expected = new JsonRows(model, 5).score(rows);
            var scorer = new TensorRows(model, BATCH);

            if (model.takesManyRows()) {
                var inputs = inputs(model, rows);
                var first = scorer.score(List.of(new Part(inputs, 0, 2), new Part(inputs, 2, 3)));
                var second = scorer.score(List.of(new Part(inputs, 5, 4)));
                shouldEqual(model, List.of(new AnsweredRows(first, 0, 5), new AnsweredRows(second, 0, 4)), expected);
                shouldEqual(model, List.of(new AnsweredRows(first, 2, 3)), expected.subList(2, 5));
            } else {
                for (var row = 0; row < ROWS; row++) {
                    var inputs = inputs(model, rows.subList(row, row + 1));
                    var outputs = scorer.score(List.of(new Part(inputs, 0, 1)));
                    shouldEqual(model, List.of(new AnsweredRows(outputs, 0, 1)), expected.subList(row, row + 1));
                }
            }
        }
    }

    private static void shouldEqual(OnnxModel model, List<AnsweredRows> parts, List<ObjectNode> expected)
            throws ScoringException {
        for (var spec : model.outputSpecs()) {
            var tensor = AnsweredRows.tensor(spec, model.takesManyRows(), parts);

            assertThat(tensor.type()).isEqualTo(spec.type());
            assertThat(tensor.shape()).hasSameSizeAs(spec.shape());
            for (var axis = 0; axis < spec.shape().length; axis++) {
                assertThat(tensor.shape()[axis])
                        .isIn(spec.shape()[axis] < 0 ? tensor.shape()[axis] : spec.shape()[axis]);
            }
            assertThat(tensor.elements().count())
                    .isEqualTo((int) Arrays.stream(tensor.shape()).reduce(1, (a, b) -> a * b));
            assertThat(texts(tensor)).isEqualTo(texts(spec, model.takesManyRows(), expected));
        }
    }

    private static List<String> texts(Tensor tensor) {
        if (tensor.elements() instanceof Elements.Texts texts) {
            return List.of(texts.values());
        }
        if (tensor.elements() instanceof Elements.Reals reals) {
            return Arrays.stream(reals.values())
                    .mapToObj(value -> Float.toString((float) value))
                    .toList();
        }
        return Arrays.stream(((Elements.Wholes) tensor.elements()).values())
                .mapToObj(Long::toUnsignedString)
                .toList();
    }

    private static List<String> texts(TensorSpec spec, boolean manyRows, List<ObjectNode> rows) {
        var axes = spec.shape().length + (manyRows ? 0 : 1);
        var texts = new ArrayList<String>();
        for (var row : rows) {
            var elements = new ArrayList<JsonNode>();
            if (spec.type() == ElementType.STRING && depth(row.get(spec.name())) >= axes) {
                elements.add(row.get(spec.name())); // a sequence of tensors is one text
            } else {
                ZooTest.flatten(row.get(spec.name()), elements);
            }
            elements.forEach(element -> texts.add(text(spec.type(), element)));
        }
        return texts;
    }

    private static int depth(JsonNode value) {
        return value.isArray() ? 1 + (value.isEmpty() ? 0 : depth(value.get(0))) : 0;
    }

    private static String text(ElementType type, JsonNode element) {
        return switch (type.kind()) {
            case FLOATING ->
                Float.toString((float)
                        (element.isNumber() ? element.doubleValue() : ElementValue.floating(element.textValue())));
            case TEXT -> element.isTextual() ? element.textValue() : element.toString();
            case BOOLEAN -> element.booleanValue() ? "1" : "0";
            default -> Long.toUnsignedString(element.bigIntegerValue().longValue());
        };
    }

    private static List<Elements> inputs(OnnxModel model, List<ObjectNode> rows) {
        return model.inputSpecs().stream()
                .map(spec -> {
                    var elements = new ElementsBuilder(spec.type().kind(), 0);
                    for (var row : rows) {
                        var flat = new ArrayList<JsonNode>();
                        ZooTest.flatten(row.get(spec.name()), flat);
                        flat.forEach(element -> add(elements, spec.type().kind(), element));
                    }
                    return elements.build();
                })
                .toList();
    }

    private static void add(ElementsBuilder elements, Kind kind, JsonNode element) {
        switch (kind) {
            case FLOATING -> elements.addReal(element.doubleValue());
            case TEXT -> elements.addText(element.textValue());
            case BOOLEAN -> elements.addWhole(element.booleanValue() ? 1 : 0);
            default -> elements.addWhole(element.longValue());
        }
    }
}
