package io.sluicegate.bench.scoring;

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
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Place;
import io.sluicegate.bundle.Opened;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Runs one row at a time; the session's options are the scorer's: one thread a call, all optimizations. */
final class NaiveModel {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Manifest.Input input;
    private final int index;

    NaiveModel(String location) throws OrtException {
        var bundle = opened(location);
        input = bundle.manifest().inputs().get(0);
        index = ((Place.Index) bundle.manifest().output().score().orElseThrow().place()).index();
        session = session(bundle.model().toString());
    }

    private static Bundle opened(String location) {
        if (BundleStore.open(location) instanceof Opened.Whole whole) {
            return whole.bundle();
        }
        throw new IllegalArgumentException("There is no complete bundle at " + location + ".");
    }

    private OrtSession session(String model) throws OrtException {
        try (var options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return environment.createSession(model, options);
        }
    }

    /** Names of the columns. */
    List<String> features() {
        return input.features();
    }

    double score(float[] row) {
        var shape = new long[] {1, row.length};
        try (var rows = OnnxTensor.createTensor(environment, FloatBuffer.wrap(row), shape);
                var result = session.run(Map.of(input.name(), rows))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer().get(index);
        } catch (OrtException e) {
            throw new IllegalStateException("the model fails on a row", e);
        }
    }
}
