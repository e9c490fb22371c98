package io.sluicegate.scorer.execution;

import io.sluicegate.pipeline.config.ExecutionProvider;
import java.util.Optional;

/**
 * What runs a loaded model.
 *
 * @param requested the provider that the pipeline asks for first
 * @param actual the provider that runs the model
 * @param nodes how many of the model's nodes ran in a golden run; 0 where the CPU is asked for, because nothing can fall back
 * @param cpuNodes how many of them ran on the CPU although another provider is asked for
 * @param reason why the requested provider doesn't run the model; empty if it does
 * @param engine what computes the answers
 */
public record Execution(
        ExecutionProvider requested,
        ExecutionProvider actual,
        int nodes,
        int cpuNodes,
        Optional<String> reason,
        Engine engine) {
    /** The execution of a model that is to run on the CPU. */
    public static final Execution CPU =
            new Execution(ExecutionProvider.CPU, ExecutionProvider.CPU, 0, 0, Optional.empty());

    /** An execution by ONNX Runtime. */
    public Execution(
            ExecutionProvider requested, ExecutionProvider actual, int nodes, int cpuNodes, Optional<String> reason) {
        this(requested, actual, nodes, cpuNodes, reason, Engine.ONNX_RUNTIME);
    }

    /** The execution by another engine. */
    public Execution by(Engine other) {
        return new Execution(requested, actual, nodes, cpuNodes, reason, other);
    }

    /** The engine's name if it isn't ONNX Runtime. */
    public Optional<String> otherEngine() {
        return engine == Engine.ONNX_RUNTIME ? Optional.empty() : Optional.of(engine.toString());
    }

    /** Whether the same provider and the same engine run another model. */
    public boolean isAs(Execution other) {
        return actual == other.actual && engine == other.engine;
    }

    /** Whether something else than the requested provider runs the model or a part of it. */
    public boolean fellBack() {
        return actual != requested || cpuNodes > 0;
    }

    @Override
    public String toString() {
        var instead = actual == requested
                ? ""
                : " instead of " + requested.runtimeName()
                        + reason.map(it -> " (" + it + ")").orElse("");
        var partly = cpuNodes > 0 && actual != ExecutionProvider.CPU
                ? "; " + cpuNodes + " of its " + nodes + " nodes fell back to the CPU"
                : "";
        return "runs on " + actual.runtimeName() + instead + partly;
    }
}
