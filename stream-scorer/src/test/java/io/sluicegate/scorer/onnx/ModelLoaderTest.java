package io.sluicegate.scorer.onnx;

import static io.sluicegate.pipeline.config.ExecutionProvider.CPU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnxruntime.OrtException;
import io.sluicegate.bundle.Golden;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.pipeline.config.ExecutionSettings.Options;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestModels;
import io.sluicegate.scorer.execution.DeviceThread;
import io.sluicegate.scorer.execution.Execution;
import io.sluicegate.scorer.execution.Providers;
import io.sluicegate.scorer.execution.SessionPlan;
import io.sluicegate.scorer.execution.TestProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLoaderTest {
    private static final ExecutionProvider ABSENT = TestProviders.absent();
    private static final Golden ZEROS =
            new Golden(1e-3, List.of(Golden.Vector.of(Map.of("amount", 0.0, "count", 0.0, "abroad", 0.0), 1_000)));

    @TempDir
    Path folder;

    @Test
    void shouldCountNothingWhereTheCpuIsAskedFor() throws Exception {
        try (var model = load(ExecutionSettings.CPU)) {
            assertThat(model.execution()).isEqualTo(Execution.CPU);
            assertThat(model.batch()).isEqualTo(32);
        }
    }

    @Test
    void shouldFallBackFromAProviderThatIsNotHereAndCountEachNode() throws Exception {
        try (var model = load(TestProviders.of(true, ABSENT, CPU))) {
            var execution = model.execution();

            assertThat(execution.requested()).isEqualTo(ABSENT);
            assertThat(execution.actual()).isEqualTo(CPU);
            assertThat(execution.nodes()).isPositive().isEqualTo(execution.cpuNodes());
            assertThat(execution.reason()).contains(ABSENT.key() + ": ONNX Runtime here doesn't have it");
            assertThat(scoreOf(model, 5)).isEqualTo(1_005);
        }
    }

    /** As where a GPU's library is there and the GPU isn't. */
    @Test
    void shouldFallBackFromAProviderThatFailsAndLeaveNothingBehind() throws Exception {
        var sessions = OnnxModel.openSessions();

        try (var model = new ModelLoader(
                        TestProviders.of(true, ABSENT, CPU), 32, () -> EnumSet.allOf(ExecutionProvider.class))
                .load(file(), TestBundles.manifest("1"), ZEROS)) {
            assertThat(model.execution().actual()).isEqualTo(CPU);
            assertThat(model.execution().reason()).hasValueSatisfying(reason -> assertThat(reason)
                    .startsWith(ABSENT.key() + ": ")
                    .hasSizeGreaterThan(ABSENT.key().length() + 2)
                    .doesNotContain("doesn't have it"));
            assertThat(OnnxModel.openSessions()).isEqualTo(sessions + 1);
        }

        assertThat(OnnxModel.openSessions()).isEqualTo(sessions);
    }

    @Test
    void shouldRefuseWhereItMayNotFallBack() {
        assertThatThrownBy(() -> load(TestProviders.of(false, ABSENT, CPU)))
                .isInstanceOf(NoProviderException.class)
                .hasMessageContaining("model.provider-fallback is false")
                .hasMessageContaining("ONNX Runtime here has");
        assertThatThrownBy(() -> load(TestProviders.of(true, ABSENT)))
                .isInstanceOfSatisfying(NoProviderException.class, e -> assertThat(e.reasons())
                        .isEqualTo(ABSENT.key() + ": ONNX Runtime here doesn't have it"));
    }

    @Test
    void shouldNotBlameAProviderForABadModel() throws IOException {
        var noModel = Files.writeString(folder.resolve("no.onnx"), "no model");
        var loader = new ModelLoader(TestProviders.of(true, ABSENT, CPU), 32);

        assertThatThrownBy(() -> loader.load(noModel, TestBundles.manifest("1"), ZEROS))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("no.onnx");
    }

    /** Here the runtime may have XNNPACK, CoreML or a GPU; Linux on x86 has the CPU alone. */
    @Test
    void shouldRunOnEachProviderThatIsHere() throws Exception {
        var others = EnumSet.copyOf(Providers.available());
        others.remove(CPU);
        assumeThat(others).as("providers of ONNX Runtime beside the CPU").isNotEmpty();
        for (var provider : others) {
            try (var model = load(TestProviders.of(true, provider, CPU))) {
                var execution = model.execution();

                assertThat(execution.nodes()).isPositive();
                assertThat(execution.actual() == provider).isEqualTo(execution.cpuNodes() < execution.nodes());
                assertThat(execution.reason().isPresent()).isEqualTo(execution.actual() != provider);
                assertThat(scoreOf(model, 5)).isEqualTo(1_005);
            }
        }
    }

    @Test
    void shouldGiveACallNoMoreRowsThanItsProviderMayHave() throws Exception {
        var options = new Options("0", OptionalLong.empty(), false, false, OptionalInt.of(3));
        var settings = new ExecutionSettings(List.of(ABSENT, CPU), true, Map.of(CPU, options), 2);
        try (var model = load(settings)) {
            assertThat(model.batch()).isEqualTo(3);
            var runner = model.runner(8);
            var input = runner.begin().get(0);
            for (int row = 0; row < 8; row++) {
                input.putDoubles(new double[] {row, 0, 0}, 0, 3);
            }

            var outputs = runner.run(8);

            for (int row = 0; row < 8; row++) {
                assertThat(outputs.score(row)).isEqualTo(1_000 + row);
            }
        }
    }

    @Test
    void shouldCallAServingModelOnItsDevicesThreadAndALoadingOneOnAnother() throws Exception {
        var device = DeviceThread.of("of a busy device");
        var plan = new SessionPlan(List.of(CPU), ExecutionSettings.CPU, Optional.of(device));
        var taken = new CompletableFuture<Void>();
        var free = new CompletableFuture<Void>();
        var busy = CompletableFuture.runAsync(() -> keepBusy(device, taken, free));
        taken.join();
        var model = OnnxModel.load(file(), TestBundles.manifest("1"), plan);

        assertThat(scoreOf(model, 1)).as("while the device is busy").isEqualTo(1_001);
        model.serve();
        var score = CompletableFuture.supplyAsync(() -> scoreOf(model, 2));
        assertThat(score).isNotDone();
        free.complete(null);

        assertThat(score.get()).isEqualTo(1_002);
        busy.join();
        var sessions = OnnxModel.openSessions();
        model.close();
        assertThat(OnnxModel.openSessions()).isEqualTo(sessions - 1);
    }

    private static void keepBusy(DeviceThread device, CompletableFuture<Void> taken, CompletableFuture<Void> free) {
        try {
            var unused = device.call(() -> {
                taken.complete(null);
                free.join();
                return true;
            });
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    private OnnxModel load(ExecutionSettings settings) throws BadModelException, NoProviderException, IOException {
        return new ModelLoader(settings, 32).load(file(), TestBundles.manifest("1"), ZEROS);
    }

    private Path file() throws IOException {
        return Files.write(folder.resolve("model.onnx"), TestModels.linear(1_000));
    }

    private static double scoreOf(OnnxModel model, double amount) {
        var runner = model.runner(1);
        runner.begin().get(0).putDoubles(new double[] {amount, 0, 0}, 0, 3);
        try {
            return runner.run(1).score(0);
        } catch (ScoringException e) {
            throw new AssertionError(e);
        }
    }
}
