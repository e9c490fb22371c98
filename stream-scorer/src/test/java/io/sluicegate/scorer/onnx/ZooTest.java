package io.sluicegate.scorer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.PartialManifest;
import io.sluicegate.bundle.PartialManifest.PartialInput;
import io.sluicegate.bundle.onnx.InferredManifest;
import io.sluicegate.bundle.onnx.ManifestInference;
import io.sluicegate.bundle.onnx.OnnxFile;
import io.sluicegate.scorer.onnx.Zoo.Animal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models of all kinds of signatures give what ONNX Runtime itself gives, in any batch. */
class ZooTest {
    private static final int ROWS = 33;

    @TempDir
    private Path folder;

    static List<Animal> animals() {
        return Zoo.animals();
    }

    @Test
    void shouldHaveManyKinds() {
        assertThat(Zoo.animals())
                .extracting(Animal::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(85);
    }

    @ParameterizedTest
    @MethodSource("animals")
    void shouldAnswerAsTheRuntimeItself(Animal animal) throws Exception {
        var random = new Random(1);
        var rows = IntStream.range(0, ROWS).mapToObj(i -> animal.row(random)).toList();
        var expected = new ArrayList<ObjectNode>();
        try (var direct = new DirectModel(animal)) {
            for (var row : rows) {
                expected.add(direct.score(row));
            }
        }
        try (var model = OnnxModel.load(Files.write(folder.resolve("model.onnx"), animal.model()), animal.manifest())) {
            var dependence = BatchCheck.run(model, golden(animal, rows, expected), 7);

            assertThat(dependence.isPresent()).as(dependence.toString()).isEqualTo(animal.oneByOne());
            for (var batch : List.of(1, 2, 7, ROWS)) {
                var scorer = new JsonRows(model, batch);
                assertThat(rows)
                        .allSatisfy(row -> assertThat(scorer.problem(row)).isEmpty());
                shouldEqual(scorer.score(rows), expected, batch);
            }
            assertThat(new GoldenCheck(model, golden(animal, rows, expected)).problems(7))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("animals")
    void shouldAnswerByAnInferredManifest(Animal animal) throws Exception {
        var random = new Random(2);
        var rows = IntStream.range(0, 9).mapToObj(i -> animal.row(random)).toList();
        var expected = new ArrayList<ObjectNode>();
        try (var direct = new DirectModel(animal)) {
            for (var row : rows) {
                expected.add(direct.score(row));
            }
        }
        var path = Files.write(folder.resolve("model.onnx"), animal.model());
        try (var model =
                OnnxModel.load(path, inferred(animal, ModelFile.read(path).file()))) {
            if (animal.oneByOne()) {
                model.runOneByOne();
            }
            var scorer = new JsonRows(model, 4);
            assertThat(rows).allSatisfy(row -> assertThat(scorer.problem(row)).isEmpty());
            shouldEqual(scorer.score(rows), expected, 4);
        }
    }

    @Test
    void shouldNeedHelpOnlyWhereALengthIsOpen() throws Exception {
        var helpless = new ArrayList<String>();
        for (var animal : Zoo.animals()) {
            var path = Files.write(folder.resolve("model.onnx"), animal.model());
            try {
                var unused = infer(ModelFile.read(path).file(), PartialManifest.NOTHING);
            } catch (InferredManifest.Impossible e) {
                helpless.add(animal.name());
            }
        }

        assertThat(helpless)
                .containsExactlyInAnyOrder(
                        "an image whose lengths the manifest names",
                        "an input of unknown rank",
                        "an open number of columns");
    }

    private static Manifest inferred(Animal animal, OnnxFile file) throws InferredManifest.Impossible {
        var fed = animal.inputs().stream()
                .map(Zoo.In::name)
                .filter(name ->
                        file.defaults().stream().anyMatch(value -> value.name().equals(name)))
                .map(PartialInput::named)
                .toList();
        try {
            return infer(file, given(fed));
        } catch (InferredManifest.Impossible e) {
            return infer(
                    file,
                    given(animal.inputs().stream()
                            .map(input -> new PartialInput(
                                    input.name(),
                                    Optional.empty(),
                                    Optional.of(
                                            Arrays.stream(input.row()).boxed().toList()),
                                    Optional.empty(),
                                    Optional.empty()))
                            .toList()));
        }
    }

    private static PartialManifest given(List<PartialInput> inputs) {
        return new PartialManifest(
                Optional.empty(),
                List.of(),
                inputs,
                PartialManifest.NOTHING.output(),
                Optional.empty(),
                Optional.empty());
    }

    private static Manifest infer(OnnxFile file, PartialManifest given) throws InferredManifest.Impossible {
        return ManifestInference.infer(file, "zoo", "1", given, List.of(), "").manifest();
    }

    private static void shouldEqual(List<ObjectNode> actual, List<ObjectNode> expected, int batch) {
        assertThat(actual).hasSameSizeAs(expected);
        for (var row = 0; row < expected.size(); row++) {
            var place = "row " + row + " in batches of " + batch;
            assertThat(names(actual.get(row))).as(place).isEqualTo(names(expected.get(row)));
            for (var output : expected.get(row).properties()) {
                assertThat(isClose(output.getValue(), actual.get(row).get(output.getKey())))
                        .as(place + ": " + output + ", got " + actual.get(row).get(output.getKey()))
                        .isTrue();
            }
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static boolean isClose(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.isIntegralNumber() == actual.isIntegralNumber()
                    && (expected.isIntegralNumber()
                            ? expected.bigIntegerValue().equals(actual.bigIntegerValue())
                            : Math.abs(expected.doubleValue() - actual.doubleValue())
                                    <= 1e-6 * Math.max(1, Math.abs(expected.doubleValue())));
        }
        if (expected.isArray() && actual.isArray()) {
            return expected.size() == actual.size()
                    && IntStream.range(0, expected.size()).allMatch(i -> isClose(expected.get(i), actual.get(i)));
        }
        if (expected.isObject() && actual.isObject()) {
            return expected.size() == actual.size()
                    && expected.properties().stream()
                            .allMatch(entry -> actual.has(entry.getKey())
                                    && isClose(entry.getValue(), actual.get(entry.getKey())));
        }
        return expected.equals(actual);
    }

    private static Golden golden(Animal animal, List<ObjectNode> rows, List<ObjectNode> expected) {
        var vectors = IntStream.range(0, 5)
                .mapToObj(i -> new Golden.Vector(
                        features(animal, rows.get(i)), outputs(expected.get(i)), OptionalDouble.empty()))
                .toList();
        return new Golden(1e-5, vectors);
    }

    private static Map<String, JsonNode> outputs(ObjectNode row) {
        var outputs = new LinkedHashMap<String, JsonNode>();
        row.properties().forEach(entry -> outputs.put(entry.getKey(), entry.getValue()));
        return outputs;
    }

    private static Map<String, JsonNode> features(Animal animal, ObjectNode row) {
        var features = new LinkedHashMap<String, JsonNode>();
        for (var input : animal.inputs()) {
            var elements = new ArrayList<JsonNode>();
            flatten(row.get(input.name()), elements);
            for (var i = 0; i < elements.size(); i++) {
                features.put(input.features().get(i), elements.get(i));
            }
        }
        return features;
    }

    static void flatten(JsonNode value, List<JsonNode> into) {
        if (value.isArray()) {
            value.forEach(element -> flatten(element, into));
        } else {
            into.add(value);
        }
    }
}
