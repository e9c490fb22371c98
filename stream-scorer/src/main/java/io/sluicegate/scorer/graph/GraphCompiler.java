package io.sluicegate.scorer.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.ElementType.Kind;
import io.sluicegate.scorer.trees.CompiledEnsemble;
import io.sluicegate.scorer.trees.NodeAttributes;
import io.sluicegate.scorer.trees.NotCompilable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Compiles the graph of a model: tree ensembles, and the operators that exporters put before and behind them. An operator without a compiled
 * form does no harm where no output needs it.
 */
public final class GraphCompiler {
    private static final String ML = "ai.onnx.ml";
    private static final long[] SCALAR = {};

    private final Map<String, Edge> edges = new HashMap<>();
    private final Map<String, TensorProto> constants = new HashMap<>();
    private final Map<String, String> missing = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private int slots;

    /**
     * An input of the model.
     *
     * @param row the shape of a row's part
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Input(String name, ElementType type, long[] row) {}

    private GraphCompiler() {}

    /**
     * Compiles a graph.
     *
     * @param inputs what the graph is fed with; the first axis of each is that of the rows
     * @param outputs the outputs that are read
     * @throws NotCompilable if an output takes something that has no compiled form, or if there is no tree ensemble
     */
    public static CompiledGraph compile(GraphProto graph, List<Input> inputs, List<String> outputs)
            throws NotCompilable {
        return new GraphCompiler().read(graph, inputs, outputs);
    }

    private CompiledGraph read(GraphProto graph, List<Input> inputs, List<String> outputs) throws NotCompilable {
        graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        var fed = new ArrayList<Edge>();
        for (var input : inputs) {
            var edge = Edge.tensor(slots++, input.type(), input.row());
            constants.remove(input.name());
            edges.put(input.name(), edge);
            fed.add(edge);
        }
        for (var node : graph.getNodeList()) {
            try {
                node(node);
            } catch (NotCompilable | ArithmeticException e) {
                node.getOutputList().forEach(output -> missing.put(output, String.valueOf(e.getMessage())));
            }
        }
        var read = new HashMap<String, Edge>();
        for (var output : outputs) {
            read.put(output, edge(output));
        }
        if (steps.stream().noneMatch(EnsembleStep.class::isInstance)) {
            throw new NotCompilable("it has no tree ensemble");
        }
        return new CompiledGraph(fed, read, steps, slots);
    }

    private Edge edge(String name) throws NotCompilable {
        var edge = edges.get(name);
        if (edge == null) {
            throw new NotCompilable(
                    missing.getOrDefault(name, "it takes '" + name + "', which doesn't depend on rows"));
        }
        return edge;
    }

    private TensorProto constant(NodeProto node, int input) throws NotCompilable {
        var tensor = node.getInputCount() > input ? constants.get(node.getInput(input)) : null;
        if (tensor == null) {
            throw new NotCompilable(node.getOpType() + " takes an input that isn't constant");
        }
        return tensor;
    }

    private void node(NodeProto node) throws NotCompilable {
        var attributes = new NodeAttributes(node);
        if (node.getDomain().equals(ML)) {
            ml(node, attributes);
        } else if (node.getDomain().isEmpty() && node.getOpType().equals("Constant")) {
            constants.put(node.getOutput(0), attributes.value("value"));
        } else if (node.getDomain().isEmpty()) {
            standard(node, attributes, edge(node.getInput(0)));
        } else {
            throw unknown(node);
        }
    }

    private static NotCompilable unknown(NodeProto node) {
        return new NotCompilable("the operator " + node.getOpType() + " has no compiled form");
    }

    private void standard(NodeProto node, NodeAttributes attributes, Edge from) throws NotCompilable {
        switch (node.getOpType()) {
            case "Identity" -> edges.put(node.getOutput(0), from);
            case "Cast" -> cast(node, attributes, from);
            case "Flatten" -> flatten(node, attributes, from);
            case "Reshape" -> edges.put(node.getOutput(0), from.in(reshaped(from, constant(node, 1))));
            case "Squeeze" -> edges.put(node.getOutput(0), from.in(squeezed(node, attributes, from)));
            case "Concat" -> concat(node, attributes);
            case "Sigmoid" -> each(node, from, (element, place) -> Sigmoid.of(element));
            case "Add" -> withConstant(node, from, Float::sum);
            case "Sub" -> withConstant(node, from, (element, other) -> element - other);
            case "Mul" -> withConstant(node, from, (element, other) -> element * other);
            case "Div" -> withConstant(node, from, (element, other) -> element / other);
            default -> throw unknown(node);
        }
    }

    private void ml(NodeProto node, NodeAttributes attributes) throws NotCompilable {
        var from = edge(node.getInput(0));
        if (CompiledEnsemble.isEnsemble(node.getOpType())) {
            ensemble(node, from);
            return;
        }
        switch (node.getOpType()) {
            case "Scaler" ->
                each(node, from, Operations.scaler(list(attributes, "offset", from), list(attributes, "scale", from)));
            case "Imputer" ->
                each(
                        node,
                        from,
                        Operations.imputer(
                                attributes.number("replaced_value_float", 0),
                                list(attributes, "imputed_value_floats", from)));
            case "ZipMap" -> zipMap(node, attributes, from);
            default -> throw unknown(node);
        }
    }

    private static float[] list(NodeAttributes attributes, String name, Edge from) throws NotCompilable {
        var list = attributes.floats(name);
        if (list.length != 1 && list.length != from.width()) {
            throw new NotCompilable(name + " has " + list.length + " elements for " + from.width() + " columns");
        }
        return list;
    }

    private Edge added(String name, ElementType type, long... row) {
        var edge = Edge.tensor(slots++, type, row);
        edges.put(name, edge);
        return edge;
    }

    private void each(NodeProto node, Edge from, Operations.OfElement operation) throws NotCompilable {
        if (from.type() != ElementType.FLOAT32 || from.isMap()) {
            throw new NotCompilable(node.getOpType() + " of " + from.type().text() + " has no compiled form");
        }
        steps.add(Operations.each(from, added(node.getOutput(0), ElementType.FLOAT32, from.row()), operation));
    }

    /** An operation on two numbers. */
    private interface OfTwo {
        float apply(float element, float other);
    }

    private void withConstant(NodeProto node, Edge from, OfTwo operation) throws NotCompilable {
        var tensor = constant(node, 1);
        var numbers = NodeAttributes.numbers(tensor);
        var fits = numbers.length == 1
                ? tensor.getDimsCount() <= from.row().length + 1
                : numbers.length == from.width() && from.row().length == 1;
        if (tensor.getDataType() != ElementType.FLOAT32.onnx() || !fits) {
            throw new NotCompilable(node.getOpType() + " with such a constant has no compiled form");
        }
        each(
                node,
                from,
                (element, place) -> operation.apply(element, (float) numbers[numbers.length == 1 ? 0 : place]));
    }

    private void cast(NodeProto node, NodeAttributes attributes, Edge from) throws NotCompilable {
        var type = ElementType.ofOnnx((int) attributes.integer("to", 0)).orElseThrow(() -> unknown(node));
        if (type == from.type()) {
            edges.put(node.getOutput(0), from);
        } else {
            var to = Edge.tensor(slots++, type, from.row());
            steps.add(Casts.step(from, to));
            edges.put(node.getOutput(0), to);
        }
    }

    private void flatten(NodeProto node, NodeAttributes attributes, Edge from) throws NotCompilable {
        if (attributes.integer("axis", 1) != 1) {
            throw unknown(node);
        }
        edges.put(node.getOutput(0), from.in(from.width()));
    }

    /** The shape of a row, where the rows stay what they are. */
    private static long[] reshaped(Edge from, TensorProto shape) throws NotCompilable {
        var lengths = Arrays.stream(NodeAttributes.numbers(shape))
                .mapToLong(it -> (long) it)
                .toArray();
        var row = Arrays.copyOfRange(lengths, Math.min(1, lengths.length), lengths.length);
        var ofRow = LongStream.of(row).reduce(1, Math::multiplyExact);
        var keepsRows = lengths.length > 0
                && (lengths[0] == -1 || lengths[0] == 0)
                && LongStream.of(row).allMatch(length -> length > 0)
                && ofRow == from.width();
        if (keepsRows) {
            return row;
        }
        var open = LongStream.of(row).filter(length -> length == -1).count();
        if (lengths.length == 2 && lengths[0] == 0 && open == 1) {
            return new long[] {from.width()};
        }
        throw new NotCompilable("a Reshape makes other rows");
    }

    private long[] squeezed(NodeProto node, NodeAttributes attributes, Edge from) throws NotCompilable {
        var axes = node.getInputCount() > 1
                ? Arrays.stream(NodeAttributes.numbers(constant(node, 1)))
                        .mapToLong(it -> (long) it)
                        .toArray()
                : attributes.integers("axes");
        if (axes.length != 1 || from.row().length != 1 || from.width() != 1 || (axes[0] != 1 && axes[0] != -1)) {
            throw unknown(node);
        }
        return SCALAR;
    }

    private void concat(NodeProto node, NodeAttributes attributes) throws NotCompilable {
        var axis = attributes.integer("axis", 0);
        var from = new ArrayList<Edge>();
        for (var input : node.getInputList()) {
            from.add(edge(input));
        }
        if ((axis != 1 && axis != -1)
                || from.stream().anyMatch(edge -> edge.type() != ElementType.FLOAT32 || edge.row().length != 1)) {
            throw new NotCompilable("Concat of such tensors has no compiled form");
        }
        var width = from.stream().mapToLong(Edge::width).sum();
        steps.add(Operations.concat(from, added(node.getOutput(0), ElementType.FLOAT32, width)));
    }

    private void ensemble(NodeProto node, Edge from) throws NotCompilable {
        var precise = from.type() == ElementType.FLOAT64;
        if (from.row().length != 1 || from.isMap() || from.type().kind() == Kind.TEXT) {
            throw new NotCompilable("the input of " + node.getOpType() + " is no matrix of numbers");
        }
        var ensemble = CompiledEnsemble.of(node, precise, from.width());
        var isClassifier = !ensemble.labels().isEmpty();
        var type = precise && node.getOpType().equals("TreeEnsemble") ? ElementType.FLOAT64 : ElementType.FLOAT32;
        var numbers = Edge.tensor(slots++, type, ensemble.targets());
        if (isClassifier) {
            put(node, 1, numbers);
            var ofTexts = ensemble.labels().get(0) instanceof String;
            var label = Edge.tensor(slots++, ofTexts ? ElementType.STRING : ElementType.INT64);
            put(node, 0, label);
            steps.add(new EnsembleStep(ensemble, from, numbers, label));
        } else {
            put(node, 0, numbers);
            steps.add(new EnsembleStep(ensemble, from, numbers, numbers));
        }
    }

    private void put(NodeProto node, int output, Edge edge) {
        if (node.getOutputCount() > output) {
            edges.put(node.getOutput(output), edge);
        }
    }

    private void zipMap(NodeProto node, NodeAttributes attributes, Edge from) throws NotCompilable {
        var keys = attributes.classes("classlabels_int64s", "classlabels_strings");
        if (from.type() != ElementType.FLOAT32 || from.row().length != 1 || keys.size() != from.width()) {
            throw new NotCompilable("a ZipMap names " + keys.size() + " classes for " + from.width() + " numbers");
        }
        if (keys.stream().distinct().count() < keys.size()) {
            throw new NotCompilable("a ZipMap names classes twice: "
                    + keys.stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
        edges.put(node.getOutput(0), new Edge(from.slot(), from.type(), from.row(), keys));
    }
}
