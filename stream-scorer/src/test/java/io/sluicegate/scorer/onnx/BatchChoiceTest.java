package io.sluicegate.scorer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bundle.Golden;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestModels;
import io.sluicegate.scorer.execution.Execution;
import io.sluicegate.scorer.execution.SessionPlan;
import io.sluicegate.scorer.onnx.BatchChoice.Tried;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchChoiceTest {
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Golden ZEROS =
            new Golden(1e-3, List.of(Golden.Vector.of(Map.of("amount", 0.0, "count", 0.0, "abroad", 0.0), 1_000)));

    @TempDir
    private Path folder;

    @Test
    void shouldChooseManyRowsWhereACallCostsMoreThanItsRows() {
        assertThat(among(rows -> 6_000 + 500.0 * rows).rows()).isEqualTo(64);
        assertThat(among(rows -> 20_000 + 500.0 * rows).rows()).isEqualTo(128);
    }

    @Test
    void shouldChooseFewRowsWhereTheyCostMoreThanACall() {
        assertThat(among(rows -> 6_000 + 20_000.0 * rows).rows()).isEqualTo(16);
        assertThat(among(rows -> 6_000 + 1_000_000.0 * rows).rows()).isEqualTo(1);
    }

    @Test
    void shouldChooseNoMoreRowsThanAModelIsGoodAt() {
        assertThat(among(rows -> 6_000 + (rows > 32 ? 900.0 : 500.0) * rows).rows())
                .isEqualTo(32);
    }

    @Test
    void shouldSayWhatItMeasured() {
        var choice = BatchChoice.among(List.of(new Tried(1, 6_500), new Tried(8, 10_000)));

        assertThat(choice.words()).isEqualTo("microseconds of the model for a row: 6.50 with 1, 1.25 with 8");
    }

    @Test
    void shouldTryPowersOfTwoAndTheMost() {
        assertThat(BatchChoice.sizes(1, 12)).containsExactly(1);
        assertThat(BatchChoice.sizes(8, 12)).containsExactly(1, 2, 4, 8);
        assertThat(BatchChoice.sizes(100, 12)).containsExactly(1, 2, 4, 8, 16, 32, 64, 100);
    }

    @Test
    void shouldTryNoMoreRowsThanFitIntoMemory() {
        assertThat(BatchChoice.sizes(128, 64 << 20)).containsExactly(1, 2, 4);
        assertThat(BatchChoice.sizes(128, 1L << 40)).containsExactly(1);
    }

    @Test
    void shouldTryMoreRowsOfASlowModelAsLongAsTheyPayOff() throws Exception {
        assertThat(triedRows(rows -> 1e9)).containsExactly(1, 2, 4, 8);
        assertThat(triedRows(rows -> 1e9 * Math.max(2, rows))).containsExactly(1, 2, 4);
        assertThat(triedRows(rows -> 1e7 * rows)).as("that takes little time").containsExactly(1, 2, 4, 8);
    }

    @Test
    void shouldTryNoRowsThatTakeTooLong() throws Exception {
        assertThat(triedRows(rows -> rows < 4 ? 1e9 : 6e9)).containsExactly(1, 2);
    }

    @Test
    void shouldGiveUpMoreRowsOnlyIfTheyAreSlowAgain() throws Exception {
        var calls = new AtomicInteger();
        assertThat(triedRows(rows -> rows == 2 && calls.incrementAndGet() < 3 ? 2e9 : 1e9))
                .as("twice as slow by chance")
                .containsExactly(1, 2, 4, 8);
        calls.set(0);
        assertThat(triedRows(rows -> rows == 4 && calls.incrementAndGet() < 3 ? 6e9 : 1e9))
                .as("longer than a call may take by chance")
                .containsExactly(1, 2, 4, 8);
    }

    @Test
    void shouldCompareCallsMadeAtTheSameTime() throws Exception {
        var calls = new AtomicInteger();
        assertThat(triedRows(rows -> calls.incrementAndGet() == 1 ? 1e9 : 2e9))
                .as("a machine that was faster during the first call")
                .containsExactly(1, 2, 4, 8);
    }

    private static List<Integer> triedRows(IntToDoubleFunction nanos) throws Exception {
        var sizes = BatchChoice.sizes(8, 12);
        return BatchChoice.firstCalls(rows -> new Tried(rows, nanos.applyAsDouble(rows)), sizes, LONG.toNanos())
                .stream()
                .map(Tried::rows)
                .toList();
    }

    @Test
    void shouldLimitTheModelsCalls() throws Exception {
        try (var model = open(TestModels.linear(1_000), ExecutionProvider.CPU, 8)) {
            var choice = BatchChoice.make(model, ZEROS, LONG, 0);

            assertThat(choice.rows()).isBetween(1, 8).isEqualTo(model.batch());
            assertThat(choice.words()).contains(" with 1, ").contains(" with 8");
        }
    }

    @Test
    void shouldMakeNoCallOfSeveralRowsThatTakesTooLong() throws Exception {
        try (var model = open(TestModels.linear(1_000), ExecutionProvider.CPU, 8)) {
            assertThat(BatchChoice.make(model, ZEROS, Duration.ZERO, 0).rows()).isOne();
            assertThat(model.batch()).isOne();
        }
    }

    @Test
    void shouldMakeNoCallOfSoManyRowsThatTheModelFails() throws Exception {
        try (var model = open(TestModels.small(), ExecutionProvider.CPU, 32)) {
            var choice = BatchChoice.make(model, ZEROS, LONG, 0);

            assertThat(choice.words()).contains(" with 4").doesNotContain(" with 8");
            assertThat(model.batch()).isBetween(1, 4);
        }
    }

    @Test
    void shouldCallEachNumberOfRowsOnceForAProbe() throws Exception {
        try (var model = open(TestModels.linear(1_000), ExecutionProvider.CPU, 4)) {
            var unused = BatchChoice.ofFirstCalls(model, ZEROS, LONG);

            assertThat(calls(model)).isEqualTo(3);
        }
    }

    @Test
    void shouldGiveEachNumberOfRowsACallBeforeItIsTimedWhereTheFirstIsSlow() throws Exception {
        assertThat(calls(ExecutionProvider.CUDA) - calls(ExecutionProvider.CPU)).isEqualTo(3);
    }

    /** How often a choice among 1, 2 and 4 rows calls a model, by ONNX Runtime's own count. */
    private long calls(ExecutionProvider provider) throws Exception {
        try (var model = open(TestModels.linear(1_000), provider, 4)) {
            var unused = BatchChoice.make(model, ZEROS, LONG, 0);

            return calls(model);
        }
    }

    private static long calls(OnnxModel model) throws Exception {
        return Files.readString(model.endProfiling())
                .lines()
                .filter(line -> line.contains("model_run"))
                .count();
    }

    private OnnxModel open(byte[] model, ExecutionProvider provider, int batch) throws Exception {
        var file = Files.write(folder.resolve("model.onnx"), model);
        var profile = Optional.of(folder.resolve(provider.key()).toString());
        return OnnxModel.open(file, TestBundles.manifest("1"), SessionPlan.CPU, profile)
                .with(new Execution(provider, provider, 1, 0, Optional.empty()), batch);
    }

    /** The choice for a model by the time of a call with so many rows. */
    private static BatchChoice among(IntToDoubleFunction nanos) {
        return BatchChoice.among(IntStream.of(1, 2, 4, 8, 16, 32, 64, 128)
                .mapToObj(rows -> new Tried(rows, nanos.applyAsDouble(rows)))
                .toList());
    }
}
