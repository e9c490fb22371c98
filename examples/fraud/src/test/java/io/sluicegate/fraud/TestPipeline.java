package io.sluicegate.fraud;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.nio.file.Path;
import java.util.Map;

/** The example's own pipeline file, with a store and a cluster of the test's. */
public final class TestPipeline {
    private TestPipeline() {}

    public static PipelineConfig config(Path store) {
        return config(store, "localhost:1", "mock://fraud");
    }

    public static PipelineConfig config(Path store, String bootstrap, String registry) {
        return PipelineConfigReader.read(
                Path.of("fraud.yaml"),
                Map.of(
                        "SLUICEGATE_MODELS", store.toString(),
                        "SLUICEGATE_BOOTSTRAP", bootstrap,
                        "SLUICEGATE_REGISTRY", registry));
    }
}
