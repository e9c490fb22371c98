package io.sluicegate.scorer.onnx;

import static io.sluicegate.scorer.tensors.TensorSpec.ANY;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.scorer.tensors.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A loaded model's inputs and outputs, as somebody who sends tensors sees them: with the number of rows open. */
final class TensorSpecs {
    private static final long[] ONE_A_ROW = {ANY};
    private static final long[] ONE = {1};

    private TensorSpecs() {}

    static List<TensorSpec> inputs(Signature signature) {
        return signature.inputs().stream()
                .map(input -> new TensorSpec(
                        input.name(), input.type(), input.batched() ? input.shape((int) ANY) : input.row()))
                .toList();
    }

    static List<TensorSpec> outputs(OrtSession session, Signature signature) throws OrtException {
        var infos = session.getOutputInfo();
        var specs = new ArrayList<TensorSpec>();
        for (var name : signature.outputs()) {
            var info = Objects.requireNonNull(infos.get(name)).getInfo();
            specs.add(output(name, info, signature.isBatched()));
        }
        return List.copyOf(specs);
    }

    /** Whether the first axis of each input is that of the rows; else a call takes one row, in the model's own shapes. */
    static boolean takesManyRows(Signature signature) {
        return signature.inputs().stream().allMatch(ModelInput::batched);
    }

    private static TensorSpec output(String name, ValueInfo info, boolean batched) {
        return info instanceof TensorInfo tensor
                ? new TensorSpec(name, Types.element(tensor).orElseThrow(), shape(tensor.getShape(), batched))
                : new TensorSpec(name, ElementType.STRING, batched ? ONE_A_ROW : ONE); // a map or a sequence, as JSON
    }

    private static long[] shape(long[] own, boolean batched) {
        if (!batched) {
            return own;
        }
        var shape = own.length == 0 ? ONE_A_ROW : own.clone();
        shape[0] = ANY;
        return shape;
    }
}
