package io.sluicegate.bench.scoring;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.Place;
import io.sluicegate.bundle.Opened;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs one row at a time; the session's options are the scorer's: one thread a call, all optimizations. */
public final class NaiveModel {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final List<Input> inputs;
    private final int index;

    NaiveModel(String location) throws OrtException {
        var bundle = opened(location);
        inputs = bundle.manifest().inputs();
        index = ((Place.Index) bundle.manifest().output().score().orElseThrow().place()).index();
        try (var options = options()) {
            session = environment.createSession(bundle.model().toString(), options);
        }
    }

    public NaiveModel(byte[] model, List<Input> inputs) throws OrtException {
        this.inputs = inputs;
        index = 0;
        try (var options = options()) {
            session = environment.createSession(model, options);
        }
    }

    private static Bundle opened(String location) {
        if (BundleStore.open(location) instanceof Opened.Whole whole) {
            return whole.bundle();
        }
        throw new IllegalArgumentException("There is no complete bundle at " + location + ".");
    }

    private static SessionOptions options() throws OrtException {
        var options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(OptLevel.ALL_OPT);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return options;
    }

    /** The score of a row whose features are given by name. */
    public double score(Function<String, @Nullable Object> row) {
        var tensors = new HashMap<String, OnnxTensor>();
        try {
            for (var input : inputs) {
                tensors.put(input.name(), tensor(input, row));
            }
            try (var result = session.run(tensors)) {
                return ((OnnxTensor) result.get(0)).getFloatBuffer().get(index);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the model fails on a row", e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(Input input, Function<String, @Nullable Object> row) throws OrtException {
        if (input.type() == ElementType.UINT8) {
            var pixels = (ByteBuffer)
                    Objects.requireNonNull(row.apply(input.features().get(0)));
            var direct = ByteBuffer.allocateDirect(pixels.remaining())
                    .put(pixels.duplicate())
                    .flip();
            return OnnxTensor.createTensor(environment, direct, new long[] {1, 28, 28}, OnnxJavaType.UINT8);
        }
        if (row.apply(input.features().get(0)) instanceof ByteBuffer vector) {
            var elements = vector.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            return OnnxTensor.createTensor(environment, elements, new long[] {1, elements.remaining()});
        }
        var shape = new long[] {1, input.features().size()};
        if (input.type() == ElementType.STRING) {
            var texts = input.features().stream()
                    .map(name -> String.valueOf(row.apply(name)))
                    .toArray(String[]::new);
            return OnnxTensor.createTensor(environment, texts, shape);
        }
        var numbers = FloatBuffer.allocate(input.features().size());
        input.features().forEach(name -> numbers.put(number(row.apply(name))));
        return OnnxTensor.createTensor(environment, numbers.flip(), shape);
    }

    private static float number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.floatValue();
        }
        return value instanceof Boolean flag ? flag ? 1 : 0 : Float.NaN;
    }
}
