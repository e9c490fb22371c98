package io.sluicegate.scorer.graph;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.scorer.trees.CompiledEnsemble;
import io.sluicegate.scorer.trees.EnsembleWalk;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tree ensemble.
 *
 * @param labels the classes by their positions; empty for a regressor
 * @param label the class of each row; of a regressor, the same edge as its numbers
 * @param walk empty until a thread runs it
 */
record EnsembleStep(
        CompiledEnsemble ensemble,
        List<Object> labels,
        Edge from,
        Edge numbers,
        Edge label,
        @Nullable EnsembleWalk walk)
        implements Step {

    EnsembleStep(CompiledEnsemble ensemble, Edge from, Edge numbers, Edge label) {
        this(ensemble, ensemble.labels(), from, numbers, label, null);
    }

    @Override
    public Step ofThread(int rows) {
        return new EnsembleStep(ensemble, labels, from, numbers, label, ensemble.walk(rows));
    }

    @Override
    public void run(Object[] slots, int rows) {
        var results = new double[rows * ensemble.targets()];
        var classes = new int[rows];
        walk(slots[from.slot()], rows, results, classes);
        slots[numbers.slot()] = numbers.type() == ElementType.FLOAT64 ? results : Casts.floats(results);
        if (!labels.isEmpty()) {
            slots[label.slot()] = labels(classes);
        }
    }

    private void walk(Object features, int rows, double[] results, int[] classes) {
        var here = Objects.requireNonNull(walk, "no thread runs the step");
        if (features instanceof double[] precise) {
            here.run(precise, rows, from.width(), results, classes);
        } else {
            here.run(Casts.floats(features), rows, from.width(), results, classes);
        }
    }

    private Object labels(int[] classes) {
        return label.type() == ElementType.STRING ? texts(classes) : wholes(classes);
    }

    private String[] texts(int[] classes) {
        return Arrays.stream(classes)
                .mapToObj(place -> (String) labels.get(place))
                .toArray(String[]::new);
    }

    private long[] wholes(int[] classes) {
        var wholes = new long[classes.length];
        for (var row = 0; row < wholes.length; row++) {
            wholes[row] = (Long) labels.get(classes[row]);
        }
        return wholes;
    }
}
