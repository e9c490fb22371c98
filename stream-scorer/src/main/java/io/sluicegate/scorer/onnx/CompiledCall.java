package io.sluicegate.scorer.onnx;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.scorer.graph.CompiledGraph;
import io.sluicegate.scorer.graph.Edge;
import java.util.ArrayList;
import java.util.List;

/** A call of a model's compiled form. */
final class CompiledCall implements ModelCall {
    private final CompiledGraph.Run run;
    private final List<String> names;
    private final List<Edge> outputs;

    /** @param rows the most rows in a call */
    CompiledCall(CompiledGraph graph, List<String> outputs, int rows) {
        this.run = graph.run(rows);
        this.names = outputs;
        this.outputs = outputs.stream().map(graph::output).toList();
    }

    @Override
    public List<OutputColumns> run(List<InputBuffer> inputs, int from, int rows) {
        for (var input = 0; input < inputs.size(); input++) {
            run.put(input, inputs.get(input).elements(from, rows));
        }
        run.run(rows);
        var columns = new ArrayList<OutputColumns>(outputs.size());
        for (var output = 0; output < outputs.size(); output++) {
            columns.add(columns(names.get(output), outputs.get(output)));
        }
        return columns;
    }

    private OutputColumns columns(String name, Edge output) {
        var elements = run.get(output);
        if (output.isMap()) {
            return MapColumns.of(name, output.keys(), (float[]) elements);
        }
        if (elements instanceof String[] texts) {
            return new TextColumns(name, texts, output.row());
        }
        if (elements instanceof long[] wholes) {
            return new IntegerColumns(name, wholes, output.row(), output.type());
        }
        var numbers = elements instanceof float[] floats ? NumberColumns.values(floats) : (double[]) elements;
        var type = elements instanceof float[] ? ElementType.FLOAT32 : ElementType.FLOAT64;
        return new NumberColumns(name, numbers, output.row(), type);
    }
}
