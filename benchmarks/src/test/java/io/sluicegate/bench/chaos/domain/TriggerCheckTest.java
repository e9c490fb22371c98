package io.sluicegate.bench.chaos.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriggerCheckTest {
    static {
        RecordClasses.trust();
    }

    private static final List<DriftReport> REPORTS = List.of(
            report("a", Verdict.DRIFTED, 0, 10),
            report("b", Verdict.DRIFTED, 10, 20),
            report("c", Verdict.HEALTHY, 0, 10));

    private static DriftReport report(String id, Verdict verdict, long from, long until) {
        return DriftReport.newBuilder()
                .setReportId(id)
                .setPipeline("visits")
                .setScope(DriftScope.FEATURE)
                .setName("amount")
                .setModel("visits-model")
                .setVersion("1")
                .setReferenceDigest("digest")
                .setWindowStart(Instant.EPOCH)
                .setWindowEnd(Instant.EPOCH.plusSeconds(120))
                .setRows(10)
                .setMissing(0)
                .setLate(0)
                .setStatistics(List.of())
                .setVerdict(verdict)
                .setSources(List.of(new OffsetRange("visits.features", 0, from, until)))
                .setCorrelationId("window")
                .setReportedAt(Instant.EPOCH)
                .build();
    }

    private static RetrainingTrigger trigger(String id, long until, String... reports) {
        return RetrainingTrigger.newBuilder()
                .setTriggerId(id)
                .setCorrelationId("window")
                .setPipeline("visits")
                .setModel("visits-model")
                .setBaseVersion("1")
                .setPolicy("feature-drift")
                .setReason("it drifted")
                .setReports(List.of(reports))
                .setReferenceDigest("digest")
                .setSources(List.of(new OffsetRange("visits.features", 0, 0L, until)))
                .setWindowEnd(Instant.EPOCH.plusSeconds(120))
                .setTriggeredAt(Instant.EPOCH)
                .build();
    }

    private static ModelCommand command(String id) {
        return ModelCommand.newBuilder()
                .setCommandId(id)
                .setCorrelationId("window")
                .setPipeline("visits")
                .setModel("visits-model")
                .setKind(CommandKind.ROLLBACK)
                .setVersion("1")
                .setIssuedBy("visits-retraining-trigger")
                .setIssuedAt(Instant.EPOCH)
                .build();
    }

    private static TriggerCheck check(RetrainingTrigger... triggers) {
        return new TriggerCheck(REPORTS, List.of(triggers), List.of(command("rollback")));
    }

    @Test
    void shouldHoldWhereEachRestsOnItsReports() {
        var check = check(trigger("one", 10, "a"), trigger("two", 20, "a", "b"));

        assertThat(check.once().holds()).isTrue();
        assertThat(check.once().checked()).isEqualTo(3);
        assertThat(check.founded().holds()).isTrue();
    }

    @Test
    void shouldFindATriggerThatIsGivenTwice() {
        assertThat(check(trigger("one", 10, "a"), trigger("one", 10, "a"))
                        .once()
                        .faults())
                .containsExactly("trigger one is given again");
    }

    @Test
    void shouldFindACommandThatIsGivenTwice() {
        var twice = new TriggerCheck(REPORTS, List.of(), List.of(command("rollback"), command("rollback")));

        assertThat(twice.once().faults()).containsExactly("command rollback is given again");
    }

    @Test
    void shouldFindATriggerWithoutItsReport() {
        assertThat(check(trigger("one", 10, "a", "lost")).founded().faults())
                .containsExactly("trigger one: the log has no drifted report lost");
    }

    @Test
    void shouldFindATriggerThatRestsOnAHealthyReport() {
        assertThat(check(trigger("one", 10, "a", "c")).founded().faults())
                .containsExactly("trigger one: the log has no drifted report c");
    }

    @Test
    void shouldFindATriggerThatRestsOnNothing() {
        assertThat(check(trigger("one", 0)).founded().faults()).containsExactly("trigger one: it rests on nothing");
    }

    @Test
    void shouldFindATriggerThatNamesOtherRecords() {
        assertThat(check(trigger("one", 11, "a")).founded().faults())
                .singleElement()
                .asString()
                .startsWith("trigger one: it names");
    }

    @Test
    void shouldNotHoldWhereNoTriggerWasGiven() {
        assertThat(check().founded().holds()).isFalse();
    }
}
