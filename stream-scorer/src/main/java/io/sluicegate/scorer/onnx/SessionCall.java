package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.sluicegate.scorer.execution.DeviceThread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call of ONNX Runtime. */
final class SessionCall implements ModelCall {
    private final OrtSession session;
    private final Signature signature;
    private final Set<String> requested;
    private final boolean batched;
    private final @Nullable DeviceThread device;

    /** @param device the thread that calls the session; empty for the caller's own */
    SessionCall(OrtSession session, Signature signature, Optional<DeviceThread> device) {
        this.session = session;
        this.signature = signature;
        this.requested = Set.copyOf(signature.outputs());
        this.batched = signature.isBatched();
        this.device = device.orElse(null);
    }

    @Override
    public List<OutputColumns> run(List<InputBuffer> inputs, int from, int rows) throws OrtException {
        var tensors = new LinkedHashMap<String, OnnxTensor>();
        try {
            for (var input : inputs) {
                tensors.put(input.input.fedName(), input.tensor(from, input.input.batched() ? rows : 1));
            }
            return device == null ? call(tensors, rows) : device.call(() -> call(tensors, rows));
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private List<OutputColumns> call(Map<String, OnnxTensor> tensors, int rows) throws OrtException {
        try (var result = session.run(tensors, requested)) {
            var columns = new ArrayList<OutputColumns>(signature.outputs().size());
            for (var name : signature.outputs()) {
                columns.add(OutputColumns.copyOf(name, result.get(name).orElseThrow(), rows, batched));
            }
            return columns;
        }
    }
}
