package io.sluicegate.scorer.versions;

import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.VersionStatus;
import io.sluicegate.scorer.execution.Execution;
import java.util.Optional;

/** A version that the deployment names, and its state on this instance. */
record HeldVersion(DeployedVersion version, State state) {

    /** The state of a version. */
    sealed interface State {}

    /** The version is being loaded. */
    record Preparing() implements State {}

    /** The version can decide. */
    record Ready(LoadedVersion loaded) implements State {}

    /** The version can't be used. */
    record Failed(LoadError error) implements State {}

    static HeldVersion preparing(DeployedVersion version) {
        return new HeldVersion(version, new Preparing());
    }

    /** What runs the version; empty unless it is ready. */
    Optional<Execution> execution() {
        return state instanceof Ready ready ? Optional.of(ready.loaded().model().execution()) : Optional.empty();
    }

    HeldVersion after(Loading loading) {
        return new HeldVersion(
                version,
                loading instanceof Loading.Done done
                        ? new Ready(done.version())
                        : new Failed(((Loading.Failed) loading).error()));
    }

    /**
     * The version with its state as the next one to decide: a version that has decided stays loaded for rows that wait for it, yet
     * may reject all rows that are computed now.
     */
    HeldVersion asNext() {
        return state instanceof Ready ready
                ? ready.loaded()
                        .otherDefinitions()
                        .map(error -> new HeldVersion(version, new Failed(error)))
                        .orElse(this)
                : this;
    }

    /** @param requested the execution provider that versions are to run on */
    VersionStatus status(ExecutionProvider requested) {
        var status = VersionStatus.newBuilder()
                .setVersion(version.getVersion())
                .setBundleDigest(version.getBundleDigest())
                .setState(loadState())
                .setRequestedProvider(requested.runtimeName());
        execution().ifPresent(execution -> status.setActualProvider(
                        execution.actual().runtimeName())
                .setNodes(execution.nodes())
                .setCpuNodes(execution.cpuNodes())
                .setFallbackReason(execution.reason().orElse(null))
                .setEngine(execution.engine().toString()));
        if (state instanceof Failed failed) {
            status.setError(failed.error().toString());
        }
        return status.build();
    }

    private LoadState loadState() {
        if (state instanceof Ready) {
            return LoadState.READY;
        }
        return state instanceof Failed ? LoadState.FAILED : LoadState.PREPARING;
    }
}
