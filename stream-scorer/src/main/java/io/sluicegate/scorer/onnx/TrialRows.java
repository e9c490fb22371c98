package io.sluicegate.scorer.onnx;

import io.sluicegate.bundle.ElementType.Kind;
import io.sluicegate.bundle.Golden;
import io.sluicegate.scorer.trees.CompiledEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rows to try a compiled form with, beside the golden vectors: made of the values that its trees compare with, their neighbours, numbers
 * in between, zeros, the smallest and the largest numbers, infinities, and NaN. They are the same each time.
 */
final class TrialRows {
    private static final long SEED = 42;
    private static final int EDGE_ONE_IN = 24;
    private static final double[] EDGES = {
        0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        1
    };
    private static final double[] NO_VALUES = {0, 1, -1};

    private final OnnxModel model;
    private final GoldenRows golden;
    private final int goldenRows;
    private final List<double[]> rows;

    /** @param count how many rows beside the golden vectors */
    TrialRows(OnnxModel model, Golden golden, List<CompiledEnsemble> ensembles, int count) {
        this.model = model;
        this.golden = new GoldenRows(model, golden);
        this.goldenRows = golden.vectors().size();
        this.rows = rows(new SplittableRandom(SEED), model, ensembles, count);
    }

    private static List<double[]> rows(
            SplittableRandom random, OnnxModel model, List<CompiledEnsemble> ensembles, int count) {
        var width = model.inputs().stream().mapToInt(ModelInput::elements).sum();
        var values = new double[width][];
        for (var place = 0; place < width; place++) {
            values[place] = values(ensembles, place);
        }
        var rows = new ArrayList<double[]>(count);
        for (var row = 0; row < count; row++) {
            var elements = new double[width];
            for (var place = 0; place < width; place++) {
                elements[place] = element(random, values[place]);
            }
            rows.add(elements);
        }
        return rows;
    }

    /** What the ensembles compare the feature at a place with; heads that move features make these other numbers like any. */
    private static double[] values(List<CompiledEnsemble> ensembles, int place) {
        var values = ensembles.stream()
                .flatMapToDouble(ensemble -> java.util.Arrays.stream(ensemble.thresholds(place)))
                .toArray();
        return values.length == 0 ? NO_VALUES : values;
    }

    private static double element(SplittableRandom random, double[] values) {
        if (random.nextInt(EDGE_ONE_IN) == 0) {
            return EDGES[random.nextInt(EDGES.length)];
        }
        var one = values[random.nextInt(values.length)];
        return switch (random.nextInt(4)) {
            case 0 -> one;
            case 1 -> Math.nextUp((float) one);
            case 2 -> Math.nextDown((float) one);
            default -> one + (values[random.nextInt(values.length)] - one) * random.nextDouble();
        };
    }

    int size() {
        return goldenRows + rows.size();
    }

    /** Begins a batch of the rows from a place until another; behind the last comes the first again. */
    void put(Runner runner, int from, int until) {
        if (until <= goldenRows) {
            golden.put(runner, from, until);
            return;
        }
        var begin = 0;
        for (var buffer : runner.begin()) {
            for (var row = from; row < until; row++) {
                put(buffer, rows.get(row % rows.size()), begin);
            }
            begin += buffer.input.elements();
        }
    }

    private static void put(InputBuffer buffer, double[] row, int begin) {
        for (var place = begin; place < begin + buffer.input.elements(); place++) {
            if (buffer.input.type().kind() == Kind.FLOATING) {
                buffer.putDouble(row[place]);
            } else {
                buffer.putInteger((long) row[place]);
            }
        }
    }

    /** How many rows are the golden vectors, which come first. */
    int golden() {
        return goldenRows;
    }

    OnnxModel model() {
        return model;
    }
}
