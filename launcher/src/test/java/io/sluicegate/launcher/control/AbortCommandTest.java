package io.sluicegate.launcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Preparation;
import io.sluicegate.runtime.command.CommandFailed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AbortCommandTest {
    private static final Tenure TENURE = new Tenure(7, Instant.EPOCH);

    private final Abort abort = new Abort();

    @Test
    void shouldMeanTheOnlyOneThatThereIs() {
        assertThat(abort.meant(deployment(it -> trial(it, "3")))).isEqualTo("3");
        assertThat(abort.meant(deployment(it -> it.setPreparing(preparing("1")))))
                .isEqualTo("1");
        assertThat(abort.meant(deployment(it -> shadow(it, "4")))).isEqualTo("4");
    }

    @Test
    void shouldAskWhichOneWhereThereAreTwo() {
        var both = deployment(it -> trial(it, "3").setPreparing(preparing("1")));

        assertThatThrownBy(() -> abort.meant(both))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("version 3 is on trial, version 1 is being prepared")
                .hasMessageContaining("choose one with --model-version 3 or --model-version 1");
    }

    @Test
    void shouldSayThatThereIsNothingToEnd() {
        assertThatThrownBy(() -> abort.meant(deployment(it -> it)))
                .isInstanceOf(CommandFailed.class)
                .hasMessageStartingWith("pipeline 'fraud' has no trial, no shadow and no preparation to end");
    }

    private static Deployment.Builder trial(Deployment.Builder next, String candidate) {
        return next.setArms(Arms.trial(version("2"), version(candidate), 1_000, TENURE));
    }

    private static Deployment.Builder shadow(Deployment.Builder next, String shadow) {
        var arms = new ArrayList<>(Arms.alone(version("2"), TENURE));
        arms.add(Arms.shadow(version(shadow), 10_000, TENURE));
        return next.setArms(arms);
    }

    private static DeploymentView deployment(UnaryOperator<Deployment.Builder> changes) {
        return DeploymentView.of(changes.apply(Deployment.newBuilder()
                        .setPipeline("fraud")
                        .setRevision(7)
                        .setModel("fraud-model")
                        .setSalt("fraud")
                        .setArms(Arms.alone(version("2"), TENURE))
                        .setWarm(List.of())
                        .setCommandId("c")
                        .setCorrelationId("c")
                        .setChange("")
                        .setAt(Instant.EPOCH))
                .build());
    }

    private static DeployedVersion version(String version) {
        return new DeployedVersion(version, "/models/" + version, "digest-" + version);
    }

    private static Preparation preparing(String version) {
        return Preparation.newBuilder()
                .setTarget(version(version))
                .setGoal(CommandKind.ROLLBACK)
                .setBuckets(0)
                .setSince(Instant.EPOCH)
                .setDeadline(Instant.EPOCH)
                .setCommandId("c")
                .build();
    }
}
