package io.sluicegate.bench.gpu;

import io.sluicegate.bench.local.BenchRun;
import io.sluicegate.bench.local.Results;
import io.sluicegate.bench.local.WorkFolder;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.scorer.onnx.BadModelException;
import io.sluicegate.scorer.onnx.NoProviderException;
import io.sluicegate.scorer.onnx.ScoringException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluicegate bench gpu}. */
@Command(
        name = "gpu",
        description = "Compare CPU and GPU: the time of a call by its rows and by the size of the model.",
        footer = "  sluicegate bench gpu --quick --cpu")
public final class GpuCommand implements Callable<Integer> {
    private static final List<ExecutionProvider> GPUS = List.of(ExecutionProvider.CUDA, ExecutionProvider.TENSORRT);
    private static final double MILLIS = 1_000;

    @Option(names = "--cpu", description = "Measure the CPU even without a GPU.")
    private boolean cpu;

    @Option(
            names = "--quick",
            description =
                    "See whether it works: without the largest model, and too short for figures that mean anything.")
    private boolean quick;

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "ROWS",
            description = "Rows in a call (default: 1,8,32,128,512,2048).")
    private @Nullable List<Integer> rows;

    @Option(names = "--seconds", description = "Seconds for each kind of call (default: 1).")
    private @Nullable Double seconds;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchRun run;

    @Override
    public Integer call() throws Exception {
        run(settings(), cpu, run.results(), System.out);
        return 0;
    }

    private GpuSettings settings() {
        var base = quick ? GpuSettings.quick() : GpuSettings.full();
        return new GpuSettings(
                base.networks(),
                rows == null ? base.rows() : rows.stream().sorted().distinct().toList(),
                seconds == null ? base.time() : Duration.ofMillis((long) (seconds * MILLIS)));
    }

    /** Runs it and writes the results; without a GPU it says so, and measures nothing unless the CPU is asked for. */
    static void run(GpuSettings settings, boolean cpu, Results results, PrintStream terminal)
            throws IOException, BadModelException, ScoringException {
        try (var work = WorkFolder.create()) {
            var refusals = new ArrayList<String>();
            var gpus = gpus(work.path(), refusals);
            work.discard();
            if (gpus.isEmpty()) {
                terminal.println(absent(refusals, cpu));
            }
            if (cpu || !gpus.isEmpty()) {
                var engines = new ArrayList<>(Engine.ofCpu(Runtime.getRuntime().availableProcessors()));
                engines.addAll(gpus);
                var report = new GpuBench(settings, engines, work.path(), terminal::println).run();
                results.write("gpu", report.markdown(), report.json());
                terminal.println(report.markdown());
            }
        }
    }

    private static String absent(List<String> refusals, boolean cpu) {
        return (cpu ? "Only the CPU is measured" : "Skipped") + ", because ONNX Runtime can't use a GPU here: "
                + String.join("; ", refusals) + "."
                + (cpu
                        ? ""
                        : " On a machine with an NVIDIA GPU, build with -Pgpu (see docs/operations.md#providers); --cpu measures the"
                                + " CPU alone.");
    }

    /** The engines that can open a model. */
    private static List<Engine> gpus(Path work, List<String> refusals) throws IOException, BadModelException {
        var file = work.resolve("probe.onnx");
        Network.MLP_SMALL.graph().write(file);
        var engines = new ArrayList<Engine>();
        for (var provider : GPUS) {
            var engine = Engine.of(provider);
            try {
                GpuBench.open(Network.MLP_SMALL, engine, file).close();
                engines.add(engine);
            } catch (NoProviderException e) {
                refusals.add(e.reasons());
            }
        }
        return engines;
    }
}
