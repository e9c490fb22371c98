package io.sluicegate.scorer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import io.sluicegate.bundle.Golden;
import io.sluicegate.scorer.onnx.Zoo.Animal;
import io.sluicegate.scorer.trees.NotCompilable;
import io.sluicegate.testing.Draw;
import io.sluicegate.testing.Law;
import io.sluicegate.testing.RunLength;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiled trees give what ONNX Runtime gives, to the bit, whatever the ensemble. */
class CompiledTreesFuzzTest {
    private static final int CASES = RunLength.choose(250, 5_000);
    private static final int ROWS = 40;
    private static final int BATCH = 33;

    private final Map<String, Integer> uncompiled = new TreeMap<>();

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerAsTheRuntimeForRegressors() {
        shouldAnswerAsTheRuntime(RandomEnsemble::regressor);
    }

    @Test
    void shouldAnswerAsTheRuntimeForClassifiers() {
        shouldAnswerAsTheRuntime(RandomEnsemble::classifier);
    }

    @Test
    void shouldAnswerAsTheRuntimeForVersion5() {
        shouldAnswerAsTheRuntime(RandomEnsemble::ofVersion5);
    }

    private void shouldAnswerAsTheRuntime(Function<Draw, Animal> ensemble) {
        Law.holds(CASES, draw -> shouldAgree(ensemble.apply(draw)));

        var left = uncompiled.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(left).as("not compiled: %s", uncompiled).isLessThan(CASES / 2);
    }

    private void shouldAgree(Animal animal) throws Exception {
        var file = Files.write(folder.resolve("model.onnx"), animal.model());
        try (var model = OnnxModel.load(file, animal.manifest())) {
            var form = model.compile(file);
            var rows = new TrialRows(model, golden(animal), form.ensembles(), ROWS);
            assertThat(new Agreement(model, form, rows).difference(BATCH)).isEmpty();
        } catch (NotCompilable e) {
            uncompiled.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
        }
    }

    /** One row of ones. */
    private static Golden golden(Animal animal) {
        var features = animal.inputs().stream()
                .flatMap(input -> input.features().stream())
                .collect(Collectors.toMap(Function.identity(), any -> IntNode.valueOf(1)));
        return new Golden(0, List.of(new Golden.Vector(Map.copyOf(features), Map.of(), OptionalDouble.empty())));
    }
}
