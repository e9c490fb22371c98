package io.sluicegate.bench.gpu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.bench.local.Results;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.scorer.execution.Execution;
import io.sluicegate.scorer.execution.Providers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run: what the benchmark writes. How fast a processor is is not a test's to judge. */
class GpuBenchTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void shouldMeasureTheCpuAlone() throws Exception {
        run(true);

        assertThat(Files.readString(folder.resolve("gpu.md")))
                .contains(
                        "## MLP of 10 K (",
                        "| rows in a call | cpu, 1 thread |",
                        "## forest of 100 trees (12,700 parameters)");
        assertThat(Files.readString(folder.resolve("gpu.json")))
                .contains("\"provider\":\"CPUExecutionProvider\"", "\"microsByRows\":{\"1\":");
        assertThat(printed.toString(UTF_8)).contains("# CPU and GPU");
    }

    @Test
    void shouldSayThatItIsSkippedWithoutAGpu() throws Exception {
        assumeThat(Providers.available())
                .as("providers of ONNX Runtime")
                .doesNotContain(ExecutionProvider.CUDA, ExecutionProvider.TENSORRT);

        run(false);

        assertThat(printed.toString(UTF_8))
                .isEqualTo(
                        "Skipped, because ONNX Runtime can't use a GPU here: cuda: ONNX Runtime here doesn't have it;"
                                + " tensorrt: ONNX Runtime here doesn't have it. On a machine with an NVIDIA GPU, build with -Pgpu"
                                + " (see docs/operations.md#providers); --cpu measures the CPU alone."
                                + System.lineSeparator());
        assertThat(folder).isEmptyDirectory();
    }

    /** The figures are made up, since a GPU isn't at hand in each build. */
    @Test
    void shouldReportCrossoversAndWhatFellBack() {
        var cpu = Engine.ofCpu(1).get(0);
        var gpu = Engine.of(ExecutionProvider.CUDA);
        var partly = new Execution(ExecutionProvider.CUDA, ExecutionProvider.CUDA, 9, 2, Optional.empty());
        var report = new GpuReport(
                new GpuSettings(List.of(), List.of(1, 8), java.time.Duration.ZERO),
                Machine.here(),
                "a card",
                Map.of(Network.MLP_SMALL, 5L),
                List.of(
                        Series.of(Network.MLP_SMALL, cpu, Execution.CPU, new TreeMap<>(Map.of(1, 5.04, 8, 400.0))),
                        Series.of(Network.MLP_SMALL, gpu, partly, new TreeMap<>(Map.of(1, 50.0, 8, 60.0))),
                        Series.refused(
                                Network.MLP_SMALL, Engine.of(ExecutionProvider.TENSORRT), "tensorrt: no library")));

        assertThat(report.markdown())
                .contains(
                        "| 1 | 5.0 | 50.0 | – |",
                        "| 8 | 400 | 60.0 | – |",
                        "- cuda: the model runs on CUDAExecutionProvider; 2 of its 9 nodes fell back to the CPU.",
                        "- tensorrt can't run it (tensorrt: no library).",
                        "- cuda is faster than cpu, 1 thread from 8 rows on.");
        assertThat(report.json().toString()).contains("fromRows=Optional[8]");
    }

    private void run(boolean cpu) throws Exception {
        try (var terminal = new PrintStream(printed, true, UTF_8)) {
            GpuCommand.run(GpuSettings.quick(), cpu, new Results(folder), terminal);
        }
    }
}
