package io.sluicegate.scorer.execution;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime's environment, kept until the process is gone. ONNX Runtime frees its environment in a shutdown hook of its own, beside
 * threads that still load models: the process crashes, or a load fails and is reported as the version's fault
 * (onnxruntime #31352). ONNX Runtime counts who holds the environment, so a second hold that nobody gives up keeps it.
 */
public final class RuntimeEnvironment {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeEnvironment.class);
    private static final OrtEnvironment KEPT = kept();

    private RuntimeEnvironment() {}

    public static OrtEnvironment get() {
        return KEPT;
    }

    private static OrtEnvironment kept() {
        var environment = OrtEnvironment.getEnvironment();
        try {
            hold();
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn(
                    "A process that ends while it loads a model may crash: ONNX Runtime's environment can't be kept.",
                    e);
        }
        return environment;
    }

    /** Calls what the constructor of {@link OrtEnvironment} calls, and registers no hook. */
    private static void hold() throws ReflectiveOperationException {
        var api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
        api.setAccessible(true);
        var create = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
        create.setAccessible(true);
        var unused =
                create.invoke(null, api.getLong(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(), "kept");
    }
}
