package io.sluicegate.bench.chaos.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.records.Statistic;
import io.sluicegate.records.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportCheckTest {
    static {
        RecordClasses.trust();
    }

    private static DriftReport.Builder report(long rows) {
        return report("1", rows);
    }

    private static DriftReport.Builder report(String version, long rows) {
        return DriftReport.newBuilder()
                .setReportId("amount/" + version)
                .setPipeline("visits")
                .setScope(DriftScope.FEATURE)
                .setName("amount")
                .setModel("visits-model")
                .setVersion(version)
                .setReferenceDigest("digest")
                .setWindowStart(Instant.EPOCH)
                .setWindowEnd(Instant.EPOCH.plusSeconds(120))
                .setRows(rows)
                .setMissing(0)
                .setLate(0)
                .setStatistics(List.of(new Statistic("psi", 0.5, 0.2), new Statistic("mean", 10.0, null)))
                .setVerdict(Verdict.DRIFTED)
                .setSources(List.of(new OffsetRange("visits.features", 0, 3L, 13L)))
                .setCorrelationId("window")
                .setReportedAt(Instant.EPOCH);
    }

    private static ReportCheck check(DriftReport... actual) {
        return new ReportCheck(List.of(report(10).build()), List.of(actual));
    }

    @Test
    void shouldHoldWhenReportsAreThoseRecounted() {
        var check = check(report(10).build());

        assertThat(check.rows().holds()).isTrue();
        assertThat(check.statistics().holds()).isTrue();
    }

    @Test
    void shouldHoldWhenTheRowsOfTwoReferencesAddUp() {
        assertThat(check(report("1", 4).build(), report("2", 6).build()).rows().holds())
                .isTrue();
    }

    @Test
    void shouldFindARowTooMany() {
        assertThat(check(report(11).build()).rows().faults())
                .singleElement()
                .asString()
                .contains("11 rows", "recounted 10 rows");
    }

    @Test
    void shouldFindAWindowWithoutReport() {
        assertThat(check().rows().holds()).isFalse();
    }

    @Test
    void shouldFindAWindowReportedTwice() {
        assertThat(check(report(10).build(), report(10).build()).rows().faults())
                .anyMatch(fault -> fault.contains("is there twice"));
    }

    @Test
    void shouldFindAWindowThatIsNotThere() {
        var other = report(10).setWindowEnd(Instant.EPOCH.plusSeconds(240)).build();

        assertThat(check(report(10).build(), other).rows().faults())
                .anyMatch(fault -> fault.contains("no such window"));
    }

    @Test
    void shouldFindOtherSources() {
        var other = report(10)
                .setSources(List.of(new OffsetRange("visits.features", 0, 3L, 14L)))
                .build();

        assertThat(check(other).rows().holds()).isFalse();
    }

    @Test
    void shouldFindLateRows() {
        assertThat(check(report(10).setLate(1).build()).rows().holds()).isFalse();
    }

    @Test
    void shouldFindAnotherStatistic() {
        var other = report(10)
                .setStatistics(List.of(new Statistic("psi", 0.5000001, 0.2), new Statistic("mean", 10.0, null)))
                .build();

        assertThat(check(other).statistics().faults())
                .singleElement()
                .asString()
                .contains("psi=0.5000001");
    }

    @Test
    void shouldFindAnotherVerdict() {
        assertThat(check(report(10).setVerdict(Verdict.HEALTHY).build())
                        .statistics()
                        .holds())
                .isFalse();
    }
}
