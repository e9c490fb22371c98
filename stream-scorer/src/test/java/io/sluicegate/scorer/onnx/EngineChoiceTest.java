package io.sluicegate.scorer.onnx;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DoubleNode;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.scorer.execution.Engine;
import io.sluicegate.scorer.onnx.Zoo.Animal;
import io.sluicegate.scorer.onnx.Zoo.In;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine is chosen; the times are made up. */
class EngineChoiceTest {
    private static final int BATCH = 16;
    private static final EngineChoice.Times FASTER = (runtime, compiled, rows) -> 3;

    @TempDir
    private Path folder;

    @Test
    void shouldUseCompiledTreesThatAreFaster() throws Exception {
        var sizes = new ArrayList<Integer>();
        try (var model = load(stump("Identity"))) {
            var choice = EngineChoice.make(model, file(), golden(), (runtime, compiled, rows) -> {
                sizes.add(rows);
                return 3;
            });

            assertThat(choice.engine()).isEqualTo(Engine.COMPILED_TREES);
            assertThat(choice.words())
                    .hasValue("1 tree: 3.0 times as fast with 1, 3.0 times as fast with 16 rows in a call");
            assertThat(model.execution().engine()).isEqualTo(Engine.COMPILED_TREES);
            assertThat(sizes).containsExactly(1, BATCH);
            assertThat(scores(model)).containsExactly(0.25, 0.25, 0.75);
        }
    }

    @Test
    void shouldStayWithTheRuntimeWhereItIsAsFastWithOneRow() throws Exception {
        shouldStayWithTheRuntime(
                stump("Identity"),
                (runtime, compiled, rows) -> rows == 1 ? 1 : 9,
                "the compiled trees aren't faster here: 1.0 times as fast with 1 rows in a call");
    }

    @Test
    void shouldStayWithTheRuntimeWhereItIsFasterWithTheMostRows() throws Exception {
        shouldStayWithTheRuntime(
                stump("Identity"),
                (runtime, compiled, rows) -> rows == 1 ? 9 : 0.5,
                "the compiled trees aren't faster here: 9.0 times as fast with 1, 0.5 times as fast with 16 rows in a call");
    }

    @Test
    void shouldStayWithTheRuntimeForAnOperatorThatIsNotCompiled() throws Exception {
        shouldStayWithTheRuntime(
                stump("Sqrt"), FASTER, "its trees have no compiled form: the operator Sqrt has no compiled form");
    }

    @Test
    void shouldSayNothingAboutAModelWithoutTrees() throws Exception {
        var model = new OnnxMaker()
                .input("x", FLOAT32, ANY, 2)
                .node("Identity", List.of("x"), List.of("y"))
                .output("y", FLOAT32, ANY, 2);
        try (var loaded = load(model)) {
            var choice = EngineChoice.make(loaded, file(), golden(), FASTER);

            assertThat(choice.engine()).isEqualTo(Engine.ONNX_RUNTIME);
            assertThat(choice.words()).isEmpty();
        }
    }

    @Test
    void shouldNoticeAFormThatAnswersOtherwise() throws Exception {
        var other = Files.write(
                folder.resolve("other.onnx"), stump("Identity", 0.5f).make());
        try (var model = load(stump("Identity", 0.25f))) {
            var form = model.compile(other);
            var rows = new TrialRows(model, golden(), form.ensembles(), 20);

            assertThat(new Agreement(model, form, rows).difference(BATCH))
                    .hasValueSatisfying(difference -> assertThat(difference)
                            .startsWith("for a row in a batch of 1 ONNX Runtime gives {\"y\":[")
                            .contains(", the compiled form {\"y\":["));
        }
    }

    @Test
    void shouldTakeTurnsByTheClock() throws Exception {
        try (var model = load(stump("Identity"))) {
            var form = model.compile(file());
            var ticks = Stream.iterate(0L, tick -> tick + 1_000_000).iterator();
            var race = new Race(new TrialRows(model, golden(), form.ensembles(), 20), ticks::next);

            assertThat(race.ratio(model.sessionRunner(2), model.compiledRunner(form, 2), 2))
                    .isEqualTo(1);
        }
    }

    private void shouldStayWithTheRuntime(OnnxMaker maker, EngineChoice.Times times, String words) throws Exception {
        try (var model = load(maker)) {
            var choice = EngineChoice.make(model, file(), golden(), times);

            assertThat(choice.engine()).isEqualTo(Engine.ONNX_RUNTIME);
            assertThat(choice.words()).hasValue(words);
            assertThat(model.execution().engine()).isEqualTo(Engine.ONNX_RUNTIME);
        }
    }

    private static OnnxMaker stump(String tail) {
        return stump(tail, 0.25f);
    }

    /** A tree that asks whether the first number is at most 1, with an operator behind it. */
    private static OnnxMaker stump(String tail, float low) {
        return new OnnxMaker()
                .input("x", FLOAT32, ANY, 2)
                .ml(
                        "TreeEnsembleRegressor",
                        List.of("x"),
                        List.of("sum"),
                        "n_targets",
                        1,
                        "nodes_treeids",
                        new long[] {0, 0, 0},
                        "nodes_nodeids",
                        new long[] {0, 1, 2},
                        "nodes_featureids",
                        new long[] {0, 0, 0},
                        "nodes_modes",
                        new String[] {"BRANCH_LEQ", "LEAF", "LEAF"},
                        "nodes_values",
                        new float[] {1, 0, 0},
                        "nodes_truenodeids",
                        new long[] {1, 0, 0},
                        "nodes_falsenodeids",
                        new long[] {2, 0, 0},
                        "target_treeids",
                        new long[] {0, 0},
                        "target_nodeids",
                        new long[] {1, 2},
                        "target_ids",
                        new long[] {0, 0},
                        "target_weights",
                        new float[] {low, 0.75f})
                .node(tail, List.of("sum"), List.of("y"))
                .output("y", FLOAT32, ANY, 1);
    }

    private Path file() {
        return folder.resolve("model.onnx");
    }

    private OnnxModel load(OnnxMaker maker) throws Exception {
        Animal animal = Zoo.animal("trees", maker, List.of(new In("x", FLOAT32, 2)), Zoo.score("y"));
        Files.write(file(), animal.model());
        return new ModelLoader(ExecutionSettings.CPU, BATCH).load(file(), animal.manifest(), golden());
    }

    private static List<Double> scores(OnnxModel model) throws ScoringException {
        var runner = model.runner(3);
        var input = runner.begin().get(0);
        for (var row : new double[][] {{0, 0}, {1, 0}, {1.5, 0}}) {
            input.putDoubles(row, 0, 2);
        }
        var outputs = runner.run(3);
        return List.of(outputs.score(0), outputs.score(1), outputs.score(2));
    }

    private static Golden golden() {
        return new Golden(
                0,
                List.of(new Golden.Vector(
                        Map.of("x.0", DoubleNode.valueOf(1), "x.1", DoubleNode.valueOf(2)),
                        Map.of(),
                        OptionalDouble.empty())));
    }
}
