package io.sluicegate.scorer.execution;

import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Settings for the ONNX Runtime that the tests run with, which may be another on another machine. */
public final class TestProviders {
    private TestProviders() {}

    /** A provider that ONNX Runtime doesn't have here. */
    public static ExecutionProvider absent() {
        var available = Providers.available();
        return Arrays.stream(ExecutionProvider.values())
                .filter(provider -> !available.contains(provider))
                .findFirst()
                .orElseThrow();
    }

    public static ExecutionSettings of(boolean mayFallBack, ExecutionProvider... providers) {
        return new ExecutionSettings(List.of(providers), mayFallBack, Map.of(), 1);
    }
}
