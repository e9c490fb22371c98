package io.sluicegate.scorer.endpoint.domain;

import io.sluicegate.scorer.tensors.Elements;
import io.sluicegate.scorer.tensors.Tensor;
import io.sluicegate.scorer.tensors.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a request that fit a model.
 *
 * @param inputs the elements of each of the model's inputs, in the model's order
 * @param rows how many rows they hold
 */
public record ModelRows(List<Elements> inputs, int rows) {

    /**
     * Checks a request's tensors against what a model takes.
     *
     * @param manyRows whether the first axis of each input is that of the rows; else a request has one row
     */
    public static ModelRows of(List<Tensor> tensors, List<TensorSpec> model, boolean manyRows) throws Refusal {
        var byName = new HashMap<String, Tensor>();
        for (var tensor : tensors) {
            if (byName.put(tensor.name(), tensor) != null) {
                throw Refusal.wrong("the request has input '" + tensor.name() + "' twice");
            }
        }
        var elements = new ArrayList<Elements>(model.size());
        var rows = manyRows ? TensorSpec.ANY : 1;
        for (var spec : model) {
            var tensor = checked(spec, byName.remove(spec.name()), tensors);
            rows = rows(spec, tensor.shape(), rows);
            elements.add(tensor.elements());
        }
        refuseOthers(byName, model);
        return new ModelRows(List.copyOf(elements), Math.toIntExact(rows));
    }

    private static Tensor checked(TensorSpec spec, @Nullable Tensor tensor, List<Tensor> all) throws Refusal {
        if (tensor == null) {
            throw Refusal.wrong("input '" + spec.name() + "' is missing: expected " + text(spec) + "; the request has "
                    + all.stream().map(Tensor::name).toList());
        }
        if (tensor.type() != spec.type()) {
            throw Refusal.wrong("input '" + spec.name() + "': expected " + text(spec) + ", found datatype "
                    + Datatype.of(tensor.type()));
        }
        if (!fits(tensor.shape(), spec.shape())) {
            throw Refusal.wrong("input '" + spec.name() + "': expected " + text(spec) + ", found shape "
                    + Arrays.toString(tensor.shape()));
        }
        return tensor;
    }

    private static boolean fits(long[] shape, long[] wanted) {
        var fits = shape.length == wanted.length;
        for (var axis = 0; fits && axis < shape.length; axis++) {
            fits = wanted[axis] == TensorSpec.ANY || wanted[axis] == shape[axis];
        }
        return fits;
    }

    /** The number of rows, now that one more input is known; -1 before any is. */
    private static long rows(TensorSpec spec, long[] shape, long before) throws Refusal {
        if (spec.shape().length == 0 || spec.shape()[0] != TensorSpec.ANY) {
            return before;
        }
        if (shape[0] == 0) {
            throw Refusal.wrong("input '" + spec.name() + "' has no rows: send one or more");
        }
        if (before != TensorSpec.ANY && before != shape[0]) {
            throw Refusal.wrong("input '" + spec.name() + "' has " + shape[0] + " rows, but "
                    + (before == 1 ? "1 row is expected" : before + " rows are expected") + ": the model takes "
                    + "the rows of all its inputs together");
        }
        return shape[0];
    }

    private static void refuseOthers(Map<String, Tensor> others, List<TensorSpec> model) throws Refusal {
        if (!others.isEmpty()) {
            throw Refusal.wrong("the model has no input " + others.keySet() + ", but "
                    + model.stream().map(TensorSpec::name).toList());
        }
    }

    private static String text(TensorSpec spec) {
        return Datatype.of(spec.type())
                + Arrays.stream(spec.shape()).mapToObj(Long::toString).collect(Collectors.joining(", ", " [", "]"));
    }
}
