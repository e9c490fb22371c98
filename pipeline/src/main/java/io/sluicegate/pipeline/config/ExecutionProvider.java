package io.sluicegate.pipeline.config;

/** The parts of ONNX Runtime that can run a model: each for one kind of processor or library. */
public enum ExecutionProvider {
    /** NVIDIA's compiler of models for its GPUs. */
    TENSORRT("TensorrtExecutionProvider", true, true),
    /** NVIDIA's GPUs. */
    CUDA("CUDAExecutionProvider", true, true),
    /** Apple's processors. */
    COREML("CoreMLExecutionProvider", false, true),
    /** GPUs under Windows. */
    DML("DmlExecutionProvider", true, true),
    /** Intel's processors. */
    OPENVINO("OpenVINOExecutionProvider", false, true),
    /** A library for the processors of small devices. */
    XNNPACK("XnnpackExecutionProvider", false, false),
    /** Any processor: it runs every operator. */
    CPU("CPUExecutionProvider", false, false);

    private final String runtimeName;
    private final boolean ofDevice;
    private final boolean slowAtFirst;

    ExecutionProvider(String runtimeName, boolean ofDevice, boolean slowAtFirst) {
        this.runtimeName = runtimeName;
        this.ofDevice = ofDevice;
        this.slowAtFirst = slowAtFirst;
    }

    /** The name that ONNX Runtime has for the provider, which records and metrics show. */
    public String runtimeName() {
        return runtimeName;
    }

    /** The name in the pipeline's file. */
    public String key() {
        return ConfigType.written(this);
    }

    /** Whether the provider runs on a numbered device with memory of its own. */
    public boolean isOfDevice() {
        return ofDevice;
    }

    /** Whether the first call with a number of rows prepares the provider for that number, and so takes longer. */
    public boolean isSlowAtFirst() {
        return slowAtFirst;
    }
}
