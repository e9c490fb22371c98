package io.sluicegate.launcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.control.domain.Standing;
import io.sluicegate.launcher.control.EffectState.GivenUp;
import io.sluicegate.launcher.control.EffectState.InEffect;
import io.sluicegate.launcher.control.EffectState.Preparing;
import io.sluicegate.launcher.control.EffectState.Refused;
import io.sluicegate.launcher.control.EffectState.Spreading;
import io.sluicegate.launcher.control.EffectState.Undecided;
import io.sluicegate.launcher.control.EffectState.Withdrawn;
import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.Preparation;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.records.VersionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EffectTest {
    static {
        RecordClasses.trust();
    }

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final DeployedVersion VERSION = new DeployedVersion("2", "/models/2", "digest-2");

    private final Effect effect = new Effect(command("d1"));
    private Instant now = NOW;

    @Test
    void shouldWaitForTheActivationAndThenForEveryLiveInstance() {
        assertThat(state()).isEqualTo(new Undecided());

        report("i1", 4, LoadState.READY);
        report("i2", 5, LoadState.READY);
        effect.read(accepted("d1", revision(5, preparing("d1"))));
        assertThat(state()).isInstanceOfSatisfying(Preparing.class, preparing -> {
            assertThat(preparing.standings()).extracting(Standing::ready).containsExactly(false, true);
            assertThat(preparing.words()).isEqualTo("version 2 is ready on 1 of 2 live instances");
        });

        effect.read(entry(AuditKind.ACTIVATED, "d1", revision(6, null)));
        assertThat(state()).isEqualTo(new Spreading(6, List.of("i1", "i2"), List.of("i1", "i2")));
        report("i2", 6, LoadState.READY);
        assertThat(state().words()).isEqualTo("revision 6 is not read by i1");
        report("i1", 7, LoadState.READY);

        assertThat(state()).isEqualTo(new InEffect(Optional.of(6L), 2));
    }

    @Test
    void shouldTellThatThePreparationWasGivenUp() {
        effect.read(accepted("d1", revision(5, preparing("d1"))));
        effect.read(entry(AuditKind.ABORTED, "d1", revision(6, null)));

        assertThat(state()).isEqualTo(new GivenUp("ABORTED d1"));
    }

    @Test
    void shouldTellThatAnotherCommandEndedThePreparation() {
        effect.read(accepted("d1", revision(5, preparing("d1"))));
        effect.read(accepted("moved", revision(6, preparing("d1"))));
        assertThat(state()).isInstanceOf(Preparing.class);

        effect.read(accepted("a7", revision(7, null)));

        assertThat(state()).isEqualTo(new GivenUp("ACCEPTED a7"));
    }

    @Test
    void shouldWaitForTheReadersOfAChangeThatNeedsNoPreparation() {
        effect.read(accepted("d1", revision(5, null)));
        assertThat(state().words()).isEqualTo("no instance is alive to read revision 5");
        report("i1", 4, LoadState.READY);
        assertThat(state()).isInstanceOf(Spreading.class);
        report("i1", 5, LoadState.READY);

        assertThat(state()).isEqualTo(new InEffect(Optional.of(5L), 1));
    }

    /** PAUSE comes while a rollback is being prepared. */
    @Test
    void shouldNotWaitForThePreparationOfAnotherCommand() {
        report("i1", 5, LoadState.PREPARING);
        effect.read(accepted("d1", revision(5, preparing("b1"))));

        assertThat(state()).isInstanceOf(InEffect.class);
    }

    @Test
    void shouldNotWaitForInstancesThatAreGone() {
        report("i1", 4, LoadState.READY);
        report("gone", 4, LoadState.READY);
        effect.read(accepted("d1", revision(5, null)));
        now = now.plus(Duration.ofSeconds(11));
        report("i1", 5, LoadState.READY);

        assertThat(state()).isEqualTo(new InEffect(Optional.of(5L), 1));
    }

    /** No instance is alive. */
    @Test
    void shouldBeInEffectAtOnceWhereRolloutControlAloneKeepsToIt() {
        for (var kind : List.of(CommandKind.PAUSE, CommandKind.RESUME)) {
            var pause = new Effect(
                    ModelCommand.newBuilder(command("d1")).setKind(kind).build());
            pause.read(accepted("d1", revision(5, null)));

            assertThat(pause.at(0)).isEqualTo(new InEffect(Optional.of(5L), 0));
        }
    }

    @Test
    void shouldNotWaitLongForInstancesWhereNoneIsAlive() {
        var patience = new Patience(Optional.empty());

        assertThat(patience.atMost(new Spreading(5, List.of(), List.of()))).isEqualTo(Duration.ofSeconds(10));
        assertThat(patience.atMost(new Spreading(5, List.of("i1"), List.of("i1"))))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldBeInEffectAtOnceWhereNoRevisionIsMade() {
        effect.read(accepted("d1", null));

        assertThat(state()).isEqualTo(new InEffect(Optional.empty(), 0));
    }

    @Test
    void shouldTellRefusalsAndWithdrawals() {
        effect.read(entry(AuditKind.REFUSED, "other", null));
        assertThat(state()).isEqualTo(new Undecided());
        effect.read(entry(AuditKind.REFUSED, "d1", null));
        assertThat(state()).isEqualTo(new Refused("REFUSED d1"));

        var second = new Effect(command("d2"));
        second.read(entry(AuditKind.WITHDRAWN, "d2", null));
        assertThat(second.at(0)).isEqualTo(new Withdrawn("WITHDRAWN d2"));
    }

    @Test
    void shouldIgnoreOtherPipelines() {
        effect.read(
                AuditEntry.newBuilder(accepted("d1", null)).setPipeline("churn").build());

        assertThat(state()).isEqualTo(new Undecided());
    }

    /** The local clock is an hour ahead of the broker's. */
    private EffectState state() {
        return effect.at(now.plus(Duration.ofHours(1)).toEpochMilli());
    }

    private void report(String instance, long revision, LoadState state) {
        var status = InstanceStatus.newBuilder()
                .setPipeline("fraud")
                .setInstance(instance)
                .setStartedAt(NOW)
                .setAt(NOW)
                .setRevision(revision)
                .setVersions(List.of(VersionStatus.newBuilder()
                        .setVersion("2")
                        .setBundleDigest("digest-2")
                        .setState(state)
                        .build()))
                .build();
        effect.read(status, now, now.plus(Duration.ofHours(1)).toEpochMilli());
    }

    private static AuditEntry accepted(String id, @Nullable Deployment revision) {
        return entry(AuditKind.ACCEPTED, id, revision);
    }

    private static AuditEntry entry(AuditKind kind, String id, @Nullable Deployment revision) {
        return AuditEntry.newBuilder()
                .setAuditId(id + "/" + kind)
                .setPipeline("fraud")
                .setKind(kind)
                .setReason(kind + " " + id)
                .setCommand(command(id))
                .setDeployment(revision)
                .setAt(NOW)
                .build();
    }

    private static ModelCommand command(String id) {
        return ModelCommand.newBuilder()
                .setCommandId(id)
                .setCorrelationId(id)
                .setPipeline("fraud")
                .setKind(CommandKind.DEPLOY)
                .setVersion("2")
                .setIssuedBy("anna")
                .setIssuedAt(NOW)
                .build();
    }

    private static Preparation preparing(String commandId) {
        return Preparation.newBuilder()
                .setTarget(VERSION)
                .setGoal(CommandKind.DEPLOY)
                .setBuckets(0)
                .setSince(NOW)
                .setDeadline(NOW.plusSeconds(60))
                .setCommandId(commandId)
                .build();
    }

    private static Deployment revision(long revision, @Nullable Preparation preparing) {
        return Deployment.newBuilder()
                .setPipeline("fraud")
                .setRevision(revision)
                .setModel("fraud-model")
                .setSalt("fraud")
                .setArms(Arms.alone(VERSION, new Tenure(revision, NOW)))
                .setWarm(List.of())
                .setPreparing(preparing)
                .setCommandId("c")
                .setCorrelationId("c")
                .setChange("")
                .setAt(NOW)
                .build();
    }
}
