package io.sluicegate.scorer.onnx;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import io.sluicegate.bundle.Manifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The check of a model's inputs and outputs against its manifest. */
final class Signature {
    private static final Set<OnnxJavaType> NUMBERS =
            EnumSet.of(OnnxJavaType.FLOAT, OnnxJavaType.DOUBLE, OnnxJavaType.INT64);
    private static final long ANY = -1;

    private final Manifest manifest;
    private final List<String> problems = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();

    private Signature(Manifest manifest) {
        this.manifest = manifest;
    }

    /**
     * The outputs that are numbers, in the model's order.
     *
     * @throws BadModelException with every contradiction to the manifest
     */
    static List<String> outputs(OrtSession session, Manifest manifest) throws OrtException, BadModelException {
        var signature = new Signature(manifest);
        signature.checkInputs(session.getInputInfo());
        signature.checkOutputs(session.getOutputInfo());
        if (!signature.problems.isEmpty()) {
            throw new BadModelException(signature.problems);
        }
        return signature.numbers;
    }

    private void checkInputs(Map<String, NodeInfo> inputs) {
        var name = manifest.input().name();
        if (!inputs.keySet().equals(Set.of(name))) {
            problems.add("the manifest names one input, '" + name + "', but the model has " + inputs.keySet());
        }
        var input = inputs.get(name);
        if (input != null) {
            checkInput(name, input);
        }
    }

    private void checkInput(String name, NodeInfo input) {
        if (!(input.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            problems.add("input '" + name + "' is " + input.getInfo() + ", not a float32 tensor");
            return;
        }
        var features = manifest.input().features().size();
        var shape = tensor.getShape();
        if (shape.length != 2 || shape[0] != ANY || (shape[1] != ANY && shape[1] != features)) {
            problems.add("input '" + name + "' has shape " + Arrays.toString(shape)
                    + "; expected is [any number of rows, " + features + " features]");
        }
    }

    private void checkOutputs(Map<String, NodeInfo> outputs) {
        outputs.forEach(this::checkOutput);
        var score = manifest.output().score();
        if (!outputs.containsKey(score)) {
            problems.add("the manifest's score is output '" + score + "', but the model has " + outputs.keySet());
        }
    }

    private void checkOutput(String name, NodeInfo output) {
        if (output.getInfo() instanceof SequenceInfo || output.getInfo() instanceof MapInfo) {
            problems.add("output '" + name
                    + "' is a sequence or a map (ZipMap), not a tensor: export the model with zipmap=False");
        } else if (output.getInfo() instanceof TensorInfo tensor) {
            checkOutput(name, tensor);
        }
    }

    private void checkOutput(String name, TensorInfo tensor) {
        var isScore = name.equals(manifest.output().score());
        var isNumber = NUMBERS.contains(tensor.type);
        if (isNumber) {
            numbers.add(name);
            checkShape(name, tensor.getShape());
        }
        if (isScore && !isNumber) {
            problems.add("the score, output '" + name + "', is of " + tensor.type + ", not of numbers");
        }
        if (isScore && isNumber) {
            checkIndex(name, tensor.getShape());
        }
    }

    private void checkShape(String name, long[] shape) {
        if (shape.length == 0 || shape.length > 2 || shape[0] != ANY) {
            problems.add("output '" + name + "' has shape " + Arrays.toString(shape)
                    + "; expected is one row of values for each row of features");
        }
    }

    private void checkIndex(String name, long[] shape) {
        var columns = shape.length == 2 ? shape[1] : 1;
        if (columns != ANY && manifest.output().index() >= columns) {
            problems.add("the score is column " + manifest.output().index() + " of output '" + name + "', which has "
                    + columns);
        }
    }
}
