package io.sluicegate.launcher.seeing.domain;

import static io.sluicegate.launcher.seeing.Seen.deployment;
import static io.sluicegate.launcher.seeing.Seen.entry;
import static io.sluicegate.launcher.seeing.Seen.trial;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReignTest {
    private final List<AuditEntry> audit = List.of(
            entry(AuditKind.ACTIVATED, CommandKind.DEPLOY, "1", deployment(1, "1")),
            entry(AuditKind.ACTIVATED, CommandKind.CANARY, "2", trial(2, "1", "2", 1_000)),
            entry(AuditKind.ACCEPTED, CommandKind.SHIFT, "2", trial(3, "1", "2", 5_000)),
            entry(AuditKind.ACCEPTED, CommandKind.ABORT, "2", deployment(4, "1")),
            entry(AuditKind.ACTIVATED, CommandKind.DEPLOY, "2", deployment(5, "2")));

    @Test
    void shouldGiveEachTimeInWhichAVersionDecided() {
        assertThat(Reign.of("2", audit))
                .satisfiesExactly(
                        trial -> {
                            assertThat(trial.fromRevision()).isEqualTo(2);
                            assertThat(trial.untilRevision()).contains(4L);
                            assertThat(trial.lowestShare()).isEqualTo(0.1);
                            assertThat(trial.highestShare()).isEqualTo(0.5);
                        },
                        alone -> {
                            assertThat(alone.fromRevision()).isEqualTo(5);
                            assertThat(alone.untilRevision()).isEqualTo(Optional.empty());
                            assertThat(alone.lowestShare()).isEqualTo(1);
                        });
    }

    @Test
    void shouldTakeThePrimaryBesideACandidateForOneReign() {
        assertThat(Reign.of("1", audit)).singleElement().satisfies(reign -> {
            assertThat(reign.fromRevision()).isEqualTo(1);
            assertThat(reign.untilRevision()).contains(5L);
            assertThat(reign.lowestShare()).isEqualTo(0.5);
        });
    }

    @Test
    void shouldGiveNoneToAVersionThatNeverDecided() {
        assertThat(Reign.of("9", audit)).isEmpty();
    }
}
