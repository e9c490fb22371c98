package io.sluicegate.control;

import io.sluicegate.records.CommandKind;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.VersionStatus;
import java.time.Instant;
import java.util.List;

/** What operators and instances write. */
public final class Inputs {
    private Inputs() {}

    public static ModelCommand command(String id, CommandKind kind, String version) {
        return ModelCommand.newBuilder()
                .setCommandId(id)
                .setCorrelationId("why-" + id)
                .setPipeline("fraud")
                .setKind(kind)
                .setVersion(version)
                .setIssuedBy("anna")
                .setIssuedAt(Instant.EPOCH)
                .build();
    }

    public static ModelCommand register(String id, String version) {
        return ModelCommand.newBuilder(command(id, CommandKind.REGISTER, version))
                .setLocation("/models/" + version)
                .setBundleDigest("digest-" + version)
                .setFeatureSetFingerprint("features-1")
                .build();
    }

    public static ModelCommand rollback(String id, String primary, long revision) {
        return ModelCommand.newBuilder(command(id, CommandKind.ROLLBACK, primary))
                .setExpectedRevision(revision)
                .build();
    }

    /** A command that takes another one back. */
    public static ModelCommand withdraw(String id, String target) {
        return ModelCommand.newBuilder(command(id, CommandKind.WITHDRAW, ""))
                .setWithdraws(target)
                .build();
    }

    public static ModelCommand share(String id, CommandKind kind, String version, double percent) {
        return ModelCommand.newBuilder(command(id, kind, version))
                .setPercent(percent)
                .build();
    }

    public static InstanceStatus status(String instance, long revision, String version, LoadState state, Instant at) {
        return InstanceStatus.newBuilder()
                .setPipeline("fraud")
                .setInstance(instance)
                .setStartedAt(Instant.EPOCH)
                .setAt(at)
                .setRevision(revision)
                .setVersions(List.of(VersionStatus.newBuilder()
                        .setVersion(version)
                        .setBundleDigest("digest-" + version)
                        .setState(state)
                        .setError(state == LoadState.FAILED ? "GOLDEN_MISMATCH: 0.5 instead of 0.7" : null)
                        .build()))
                .build();
    }
}
