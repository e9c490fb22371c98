package io.sluicegate.launcher.doctor;

import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.scorer.execution.Providers;
import java.util.List;
import java.util.Set;

/** Compares the execution providers that the pipeline asks for with those of this installation's ONNX Runtime. */
record ProviderCheck(ExecutionSettings execution) implements Check {

    @Override
    public String name() {
        return "provider";
    }

    @Override
    public List<Finding> findings() {
        return findings(execution, Providers.available());
    }

    static List<Finding> findings(ExecutionSettings execution, Set<ExecutionProvider> available) {
        return execution.providers().stream()
                .map(it -> available.contains(it) ? there(it) : missing(it, available, execution.mayFallBack()))
                .toList();
    }

    private static Finding there(ExecutionProvider provider) {
        return provider.isOfDevice()
                ? Finding.ok(
                        provider.runtimeName(),
                        "is part of this ONNX Runtime; whether its device and libraries are there shows when a version loads")
                : Finding.ok(provider.runtimeName(), "is part of this ONNX Runtime");
    }

    private static Finding missing(ExecutionProvider provider, Set<ExecutionProvider> available, boolean mayFallBack) {
        var what = "isn't part of this ONNX Runtime, which has "
                + String.join(
                        ", ", available.stream().map(ExecutionProvider::key).toList());
        var remedy = "install the build of Sluicegate with " + provider.key() + ", or change model.providers";
        return mayFallBack
                ? Finding.warning(provider.runtimeName(), what + "; versions run on another provider", remedy)
                : Finding.problem(provider.runtimeName(), what + "; no version can be loaded", remedy);
    }
}
