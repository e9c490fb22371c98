package io.sluicegate.scorer.execution;

import org.jspecify.annotations.Nullable;

/** The engine that computes a version's answers. */
public enum Engine {
    /** ONNX Runtime, by an execution provider. */
    ONNX_RUNTIME("onnxruntime"),
    /** Trees as arrays in the JVM, with the same answers as ONNX Runtime's. */
    COMPILED_TREES("compiled-trees");

    private final String text;

    Engine(String text) {
        this.text = text;
    }

    /** The engine that a prediction names; ONNX Runtime where it names none, or one of a later version. */
    public static Engine of(@Nullable String name) {
        return COMPILED_TREES.text.equals(name) ? COMPILED_TREES : ONNX_RUNTIME;
    }

    /** The name in records, metrics and logs. */
    @Override
    public String toString() {
        return text;
    }
}
