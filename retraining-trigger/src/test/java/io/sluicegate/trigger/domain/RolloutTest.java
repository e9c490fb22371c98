package io.sluicegate.trigger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutTest {
    @Test
    void shouldGoOnWithATrialWhoseBundlesLieElsewhereNow() {
        var first = trial(7, "/models");

        var moved = Rollout.startingWith(first).after(trial(8, "/moved"));

        assertThat(moved.newest().getRevision()).isEqualTo(8);
        assertThat(moved.step()).isEqualTo(first);
        assertThat(moved.primarySince()).isEqualTo(first);
    }

    private static Deployment trial(long revision, String store) {
        return Deployment.newBuilder()
                .setPipeline("fraud")
                .setRevision(revision)
                .setModel("fraud-model")
                .setSalt("fraud")
                .setArms(Arms.trial(
                        new DeployedVersion("1", store + "/1", "digest-1"),
                        new DeployedVersion("2", store + "/2", "digest-2"),
                        1000,
                        new Tenure(7, Instant.EPOCH)))
                .setWarm(List.of())
                .setCommandId("c")
                .setCorrelationId("c")
                .setChange("")
                .setAt(Instant.EPOCH)
                .build();
    }
}
