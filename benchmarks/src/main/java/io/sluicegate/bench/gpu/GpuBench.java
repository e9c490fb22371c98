package io.sluicegate.bench.gpu;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.scorer.onnx.BadModelException;
import io.sluicegate.scorer.onnx.ModelLoader;
import io.sluicegate.scorer.onnx.NoProviderException;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.Runner;
import io.sluicegate.scorer.onnx.ScoringException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Times calls of each model by each engine, the way the scorer calls them: tensors from buffers, the call, the outputs copied. */
final class GpuBench {
    private static final int FEWEST_CALLS = 3;
    private static final int MOST_CALLS = 100_000;
    /** The share of the time that is spent before the clock runs. */
    private static final int WARM_UP = 4;

    private static final double NANOS_IN_MICRO = 1_000;

    private final GpuSettings settings;
    private final List<Engine> engines;
    private final Path work;
    private final Consumer<String> progress;

    /** @param work a folder for the models' files */
    GpuBench(GpuSettings settings, List<Engine> engines, Path work, Consumer<String> progress) {
        this.settings = settings;
        this.engines = engines;
        this.work = work;
        this.progress = progress;
    }

    GpuReport run() throws IOException, BadModelException, ScoringException {
        var parameters = new LinkedHashMap<Network, Long>();
        var series = new ArrayList<Series>();
        for (var network : settings.networks()) {
            var file = work.resolve(network + ".onnx");
            parameters.put(network, write(network, file));
            for (var engine : engines) {
                progress.accept(network.title() + " by " + engine.name());
                series.add(series(network, engine, file));
            }
            Files.delete(file);
        }
        return new GpuReport(settings, Machine.here(), Card.names(), parameters, series);
    }

    private static long write(Network network, Path file) throws IOException {
        var graph = network.graph();
        graph.write(file);
        return graph.parameters();
    }

    private Series series(Network network, Engine engine, Path file) throws BadModelException, ScoringException {
        try (var model = open(network, engine, file)) {
            model.serve();
            var micros = new TreeMap<Integer, Double>();
            for (var rows : settings.rows()) {
                micros.put(rows, micros(filled(model, network, rows), rows));
            }
            return Series.of(network, engine, model.execution(), micros);
        } catch (NoProviderException e) {
            return Series.refused(network, engine, e.reasons());
        }
    }

    /** Opens a model on an engine's provider, and on no other. */
    static OnnxModel open(Network network, Engine engine, Path file) throws BadModelException, NoProviderException {
        return new ModelLoader(engine.settings(), Integer.MAX_VALUE).load(file, network.manifest(), network.golden());
    }

    private static Runner filled(OnnxModel model, Network network, int rows) {
        var runner = model.runner(rows);
        var random = new Random(rows);
        var row = new double[network.width()];
        var input = runner.begin().get(0);
        for (int i = 0; i < rows; i++) {
            for (int column = 0; column < row.length; column++) {
                row[column] = random.nextDouble();
            }
            input.putDoubles(row, 0, row.length);
        }
        return runner;
    }

    /** The median time of a call. */
    private double micros(Runner runner, int rows) throws ScoringException {
        var unused = times(runner, rows, settings.time().toNanos() / WARM_UP, 1);
        var times = times(runner, rows, settings.time().toNanos(), FEWEST_CALLS);
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow() / NANOS_IN_MICRO;
    }

    private static List<Long> times(Runner runner, int rows, long nanos, int fewest) throws ScoringException {
        var times = new ArrayList<Long>();
        var begin = System.nanoTime();
        var now = begin;
        while (times.size() < fewest || (now - begin < nanos && times.size() < MOST_CALLS)) {
            var unused = runner.run(rows);
            var end = System.nanoTime();
            times.add(end - now);
            now = end;
        }
        return times;
    }
}
