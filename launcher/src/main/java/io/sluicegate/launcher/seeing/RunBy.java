package io.sluicegate.launcher.seeing;

import io.sluicegate.records.Prediction;
import io.sluicegate.scorer.execution.Engine;

/** What ran the model of a prediction: an execution provider of ONNX Runtime, or another engine beside it. */
record RunBy(String provider, Engine engine) {

    static RunBy of(Prediction prediction) {
        return new RunBy(prediction.getExecutionProvider(), Engine.of(prediction.getEngine()));
    }

    @Override
    public String toString() {
        return engine == Engine.ONNX_RUNTIME ? provider : provider + " by " + engine;
    }
}
