package io.sluicegate.scorer.execution;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.pipeline.config.ExecutionSettings.Options;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** ONNX Runtime's own providers. */
public final class Providers {
    private Providers() {}

    /** The providers that this process's ONNX Runtime was built with. They may still lack a device or a library. */
    public static Set<ExecutionProvider> available() {
        var names = OrtEnvironment.getAvailableProviders().stream()
                .map(OrtProvider::getName)
                .collect(Collectors.toSet());
        return Arrays.stream(ExecutionProvider.values())
                .filter(provider -> names.contains(provider.runtimeName()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ExecutionProvider.class)));
    }

    /** Adds a provider behind those that were added before. The CPU is always the last one, and needn't be added. */
    static void add(SessionOptions options, ExecutionProvider provider, ExecutionSettings settings)
            throws OrtException {
        var set = settings.optionsOf(provider);
        switch (provider) {
            case TENSORRT -> addTensorRt(options, set);
            case CUDA -> addCuda(options, set);
            case COREML -> options.addCoreML();
            case DML -> options.addDirectML(number(set));
            case OPENVINO -> options.addOpenVINO(set.device());
            case XNNPACK -> options.addXnnpack(Map.of("intra_op_num_threads", Integer.toString(settings.threads())));
            case CPU -> {
                // always there
            }
        }
    }

    private static void addTensorRt(SessionOptions options, Options set) throws OrtException {
        try (var own = new OrtTensorRTProviderOptions(number(set))) {
            own.add("trt_fp16_enable", set.fp16() ? "1" : "0");
            if (set.memoryLimit().isPresent()) {
                own.add(
                        "trt_max_workspace_size",
                        Long.toString(set.memoryLimit().getAsLong()));
            }
            options.addTensorrt(own);
        }
    }

    private static void addCuda(SessionOptions options, Options set) throws OrtException {
        try (var own = new OrtCUDAProviderOptions(number(set))) {
            own.add("use_tf32", set.tf32() ? "1" : "0");
            own.add("arena_extend_strategy", "kSameAsRequested");
            if (set.memoryLimit().isPresent()) {
                own.add("gpu_mem_limit", Long.toString(set.memoryLimit().getAsLong()));
            }
            options.addCUDA(own);
        }
    }

    private static int number(Options set) {
        return Integer.parseInt(set.device());
    }
}
