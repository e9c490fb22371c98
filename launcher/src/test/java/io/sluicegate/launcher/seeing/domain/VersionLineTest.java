package io.sluicegate.launcher.seeing.domain;

import static io.sluicegate.launcher.seeing.Seen.NOON;
import static io.sluicegate.launcher.seeing.Seen.PIPELINE;
import static io.sluicegate.launcher.seeing.Seen.deployment;
import static io.sluicegate.launcher.seeing.Seen.entry;
import static io.sluicegate.launcher.seeing.Seen.loaded;
import static io.sluicegate.launcher.seeing.Seen.registration;
import static io.sluicegate.launcher.seeing.Seen.status;
import static io.sluicegate.launcher.seeing.Seen.trial;
import static io.sluicegate.launcher.seeing.Seen.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFold;
import io.sluicegate.launcher.seeing.domain.VersionStanding.What;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.LoadState;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionLineTest {
    @Test
    void shouldTellWhatEachVersionDoesOrDidLast() {
        var inForce = trial(5, "3", "4", 1_000);
        inForce.setWarm(List.of(version("2")));
        var audit = List.of(
                entry(AuditKind.ACTIVATED, CommandKind.DEPLOY, "1", deployment(1, "1")),
                entry(AuditKind.ACTIVATED, CommandKind.DEPLOY, "2", deployment(2, "2")),
                entry(AuditKind.ABORTED, CommandKind.DEPLOY, "5", deployment(3, "2")),
                entry(AuditKind.ACTIVATED, CommandKind.DEPLOY, "3", deployment(4, "3")),
                entry(AuditKind.ACTIVATED, CommandKind.CANARY, "4", inForce));

        var lines = lines(inForce, audit, "1", "2", "3", "4", "5", "6");

        assertThat(lines)
                .extracting(line -> line.standing().what())
                .containsExactly(What.TRIED, What.WARM, What.DECIDES, What.DECIDES, What.ABORTED, What.REGISTERED);
        assertThat(lines)
                .extracting(line -> line.standing().words())
                .containsExactly(
                        "no longer PRIMARY",
                        "warm, no longer PRIMARY",
                        "PRIMARY 90 %",
                        "CANDIDATE 10 %",
                        "aborted: as asked",
                        "registered");
        assertThat(lines.get(0).standing().since()).contains(NOON.plusSeconds(120));
        assertThat(lines.get(1).standing().since()).contains(NOON.plusSeconds(240));
    }

    @Test
    void shouldCountTheLiveInstancesThatHoldIt() {
        var inForce = deployment(1, "1");
        var fold = fold(inForce, "1");
        fold.add(new Fact.Beaten(status("a", NOON, loaded("1", LoadState.READY, null))));
        fold.add(new Fact.Beaten(status("b", NOON, loaded("1", LoadState.FAILED, "BAD_MODEL: broken"))));
        fold.add(new Fact.Beaten(status("gone", NOON.minusSeconds(60), loaded("1", LoadState.READY, null))));

        var line = VersionLine.of(fold.at(NOON), List.of()).get(0);

        assertThat(line.loaded()).isEqualTo("1 READY, 1 FAILED");
        assertThat(line.instances()).anySatisfy(it -> assertThat(it.error()).contains("BAD_MODEL: broken"));
    }

    private static List<VersionLine> lines(Deployment inForce, List<AuditEntry> audit, String... versions) {
        return VersionLine.of(fold(inForce, versions).at(NOON), audit);
    }

    private static PipelineFold fold(Deployment inForce, String... versions) {
        var fold = new PipelineFold(PIPELINE);
        fold.add(new Fact.Deployed(inForce));
        for (var version : versions) {
            fold.add(new Fact.Registered(registration(version, null)));
        }
        return fold;
    }
}
