package io.sluicegate.bench.forests;

import io.sluicegate.scorer.onnx.BadModelException;
import io.sluicegate.scorer.onnx.EngineChoice;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.Runner;
import io.sluicegate.scorer.onnx.ScoringException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Times calls of each forest by both engines, which take turns, over so many rows that a processor can't learn their ways. A call is what the
 * scorer makes: from the rows in its buffers to the outputs in its own memory.
 */
final class ForestsBench {
    private static final int ROWS = 8_192;
    private static final double NANOS_IN_MICRO = 1_000;

    private final List<Grove> groves;
    private final List<Integer> batches;
    private final int rounds;
    private final Duration turn;
    private final Path work;
    private final Consumer<String> progress;
    private final double[][] rows;

    /**
     * @param rounds how often each engine is timed
     * @param turn how long it is timed in a round
     * @param work a folder for the models' files
     */
    ForestsBench(
            List<Grove> groves,
            List<Integer> batches,
            int rounds,
            Duration turn,
            Path work,
            Consumer<String> progress) {
        this.groves = groves;
        this.batches = batches;
        this.rounds = rounds;
        this.turn = turn;
        this.work = work;
        this.progress = progress;
        this.rows = rows();
    }

    private static double[][] rows() {
        var rows = new double[ROWS][Grove.FEATURES];
        var random = new Random(1);
        for (var row : rows) {
            Arrays.setAll(row, feature -> (float) random.nextGaussian());
        }
        return rows;
    }

    List<Series> run() throws IOException, BadModelException, ScoringException {
        var all = new ArrayList<Series>();
        for (var grove : groves) {
            progress.accept(grove.title());
            var file = Files.write(work.resolve(grove + ".onnx"), grove.onnx());
            try (var runtime = OnnxModel.load(file, grove.manifest());
                    var compiled = OnnxModel.load(file, grove.manifest())) {
                if (!EngineChoice.compile(compiled, file)) {
                    throw new IllegalStateException(grove.title() + " has no compiled form");
                }
                for (var batch : batches) {
                    all.add(series(grove, batch, runtime.runner(batch), compiled.runner(batch)));
                }
            }
            Files.delete(file);
        }
        return all;
    }

    private Series series(Grove grove, int batch, Runner runtime, Runner compiled) throws ScoringException {
        var times = new double[2][rounds];
        var ratios = new double[rounds];
        for (int round = -1; round < rounds; round++) { // the first one warms up
            var ofRuntime = nanosPerRow(runtime, batch);
            var ofCompiled = nanosPerRow(compiled, batch);
            if (round >= 0) {
                times[0][round] = ofRuntime;
                times[1][round] = ofCompiled;
                ratios[round] = ofRuntime / ofCompiled;
            }
        }
        Arrays.sort(ratios);
        return new Series(
                grove,
                batch,
                median(times[0]) / NANOS_IN_MICRO,
                median(times[1]) / NANOS_IN_MICRO,
                ratios[rounds / 2],
                ratios[0],
                ratios[rounds - 1]);
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The median time of a call over rows that follow each other, divided by its rows; calls go on until the turn is over. */
    private double nanosPerRow(Runner runner, int batch) throws ScoringException {
        var times = LongStream.builder();
        long spent = 0;
        for (int at = 0; spent < turn.toNanos(); at = (at + batch) % ROWS) {
            var input = runner.begin().get(0);
            for (int row = 0; row < batch; row++) {
                input.putDoubles(rows[(at + row) % ROWS], 0, Grove.FEATURES);
            }
            long begin = System.nanoTime();
            var unused = runner.run(batch);
            long time = System.nanoTime() - begin;
            times.add(time);
            spent += time;
        }
        var sorted = times.build().sorted().toArray();
        return (double) sorted[sorted.length / 2] / batch;
    }
}
