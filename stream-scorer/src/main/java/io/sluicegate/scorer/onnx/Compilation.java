package io.sluicegate.scorer.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.onnx.OnnxFileReader;
import io.sluicegate.scorer.graph.CompiledGraph;
import io.sluicegate.scorer.graph.GraphCompiler;
import io.sluicegate.scorer.trees.CompiledEnsemble;
import io.sluicegate.scorer.trees.NotCompilable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;

/** Makes the compiled form of a model's file. */
final class Compilation {
    /** The largest file that is read as a whole. */
    private static final long MOST_BYTES = 256L << 20;

    private static final String ML = "ai.onnx.ml.";
    private static final Set<ElementType> TYPES = EnumSet.of(
            ElementType.FLOAT32,
            ElementType.FLOAT64,
            ElementType.INT8,
            ElementType.INT16,
            ElementType.INT32,
            ElementType.INT64,
            ElementType.UINT8,
            ElementType.BOOL);

    private Compilation() {}

    /** Whether a model has a tree ensemble; without one there is nothing to compile. */
    static boolean isWorthATry(Path file) throws IOException {
        return !OrtFormat.isFormatOf(file)
                && OnnxFileReader.read(file).operators().keySet().stream()
                        .anyMatch(operator -> operator.startsWith(ML)
                                && CompiledEnsemble.isEnsemble(operator.substring(ML.length())));
    }

    static CompiledGraph of(Path file, Signature signature) throws NotCompilable, IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new NotCompilable("its file has " + Files.size(file) + " bytes; the limit is " + MOST_BYTES);
        }
        var inputs = new ArrayList<GraphCompiler.Input>();
        for (var input : signature.inputs()) {
            if (!input.batched() || input.type() != input.fed() || !TYPES.contains(input.type())) {
                throw new NotCompilable("input '" + input.name() + "' is no batch of numbers that the JVM has");
            }
            inputs.add(new GraphCompiler.Input(input.name(), input.type(), input.row()));
        }
        var model = ModelProto.parseFrom(Files.readAllBytes(file));
        return GraphCompiler.compile(model.getGraph(), inputs, signature.outputs());
    }
}
