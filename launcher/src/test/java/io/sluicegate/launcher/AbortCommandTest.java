package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Preparation;
import io.sluicegate.sandbox.CommandFailed;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AbortCommandTest {
    private final ControlCommands.Abort abort = new ControlCommands.Abort();

    @Test
    void shouldMeanTheOnlyOneThatThereIs() {
        assertThat(abort.meant(deployment(it -> it.setCandidate(version("3"))))).contains(version("3"));
        assertThat(abort.meant(deployment(it -> it.setPreparing(preparing("1")))))
                .contains(version("1"));
    }

    @Test
    void shouldAskWhichOneWhereThereAreTwo() {
        var both = deployment(it -> it.setCandidate(version("3")).setPreparing(preparing("1")));

        assertThatThrownBy(() -> abort.meant(both))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("Version 3 is on trial, and version 1 is being prepared: say which of them you mean by"
                        + " --model-version 3 or --model-version 1.");
    }

    @Test
    void shouldSayThatThereIsNothingToEnd() {
        assertThatThrownBy(() -> abort.meant(deployment(it -> it)))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("Nothing is on trial or being prepared in pipeline 'fraud'.");
    }

    private static Deployment deployment(UnaryOperator<Deployment.Builder> changes) {
        return changes.apply(Deployment.newBuilder()
                        .setPipeline("fraud")
                        .setRevision(7)
                        .setModel("fraud-model")
                        .setSalt("fraud")
                        .setPrimary(version("2"))
                        .setCommandId("c")
                        .setCorrelationId("c")
                        .setChange("")
                        .setAt(Instant.EPOCH))
                .build();
    }

    private static DeployedVersion version(String version) {
        return new DeployedVersion(version, "/models/" + version, "digest-" + version);
    }

    private static Preparation preparing(String version) {
        return Preparation.newBuilder()
                .setTarget(version(version))
                .setGoal(CommandKind.ROLLBACK)
                .setCandidateBuckets(0)
                .setSince(Instant.EPOCH)
                .setDeadline(Instant.EPOCH)
                .setCommandId("c")
                .build();
    }
}
