package io.sluicegate.pipeline.config;

/** The engines that may compute a version's answers. */
public enum EngineWish {
    /** The fastest of those that give the same answers. */
    AUTO,
    /** ONNX Runtime alone. */
    ONNXRUNTIME
}
