package io.sluicegate.scorer.graph;

import io.sluicegate.scorer.trees.CompiledEnsemble;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A model whose graph is one or more tree ensembles and what exporters put around them, compiled. Any number of threads may run it, each
 * through a {@link Run} of its own.
 */
public final class CompiledGraph {
    private final List<Edge> inputs;
    private final Map<String, Edge> outputs;
    private final List<Step> steps;
    private final int slots;

    CompiledGraph(List<Edge> inputs, Map<String, Edge> outputs, List<Step> steps, int slots) {
        this.inputs = List.copyOf(inputs);
        this.outputs = Map.copyOf(outputs);
        this.steps = List.copyOf(steps);
        this.slots = slots;
    }

    /** A run for one thread, for calls of up to so many rows. */
    public Run run(int rows) {
        return new Run(rows);
    }

    /** The known properties of an output. */
    public Edge output(String name) {
        var edge = outputs.get(name);
        if (edge == null) {
            throw new IllegalArgumentException("no output '" + name + "' was compiled");
        }
        return edge;
    }

    /** The ensembles. */
    public List<CompiledEnsemble> ensembles() {
        return steps.stream()
                .filter(EnsembleStep.class::isInstance)
                .map(step -> ((EnsembleStep) step).ensemble())
                .toList();
    }

    @Override
    public String toString() {
        return ensembles().stream().map(CompiledEnsemble::size).collect(Collectors.joining(" and "));
    }

    /** The graph for one thread. */
    public final class Run {
        private final List<Step> own;
        private final Object[] elements = new Object[slots];

        private Run(int rows) {
            own = steps.stream().map(step -> step.ofThread(rows)).toList();
        }

        /** Sets the elements of an input for the rows of the next call. */
        public void put(int input, Object rows) {
            elements[inputs.get(input).slot()] = rows;
        }

        public void run(int rows) {
            for (var step : own) {
                step.run(elements, rows);
            }
        }

        /** The elements of an output of the last call. */
        public Object get(Edge output) {
            return elements[output.slot()];
        }
    }
}
