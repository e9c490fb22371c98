package io.sluicegate.launcher.seeing;

import static io.sluicegate.launcher.seeing.Seen.NOON;
import static io.sluicegate.launcher.seeing.Seen.PIPELINE;
import static io.sluicegate.launcher.seeing.Seen.loaded;
import static io.sluicegate.launcher.seeing.Seen.prediction;
import static io.sluicegate.launcher.seeing.Seen.report;
import static io.sluicegate.launcher.seeing.Seen.trial;
import static io.sluicegate.launcher.seeing.Seen.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFold;
import io.sluicegate.launcher.seeing.domain.Findings;
import io.sluicegate.launcher.seeing.domain.PipelineStatus;
import io.sluicegate.launcher.seeing.domain.PipelineStatus.Reach;
import io.sluicegate.launcher.seeing.domain.ServiceAnswer;
import io.sluicegate.launcher.seeing.domain.StageStatus;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.Verdict;
import io.sluicegate.runtime.http.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    private static final int WIDTH = 80;
    private static final int SCREEN = 40;
    private static final Instant NOW = NOON.plusSeconds(420);

    @Test
    void shouldFitOnOneScreenOfEightyColumns() {
        var status = status(true);

        var printed = Screen.of(terminal -> new StatusText(status, Findings.of(status), terminal).print());

        assertThat(printed).isEqualTo("""
                fraud  revision 2 since 2026-03-01T12:02:00Z (5 min ago)
                ARM        VERSION  SHARE  SINCE
                PRIMARY          1   90 %  2026-03-01T12:02:00Z
                CANDIDATE        2   10 %  2026-03-01T12:02:00Z

                STAGE             THREADS   LAG  STATE
                feature-enricher        2     3  stable
                stream-scorer           2  1204  not ready: version 2 isn't loaded
                drift-detector          0     -  doesn't run

                SCORER  STATE   REVISION  VERSIONS
                a       ALIVE          3  1 READY, 2 FAILED
                b       SILENT         3  1 READY

                rates        120.0 events/s, 118.4 predictions/s, 2.0 labels/s (last minute)
                latency      p50 14 ms, p95 14 ms, p99 14 ms, max 14 ms (newest 1)
                dead letters UNDECODABLE 1 in fraud.events.dlq (newest 1)
                triggers     1 open: feature-drift, amount drifted in 2 of 3 windows
                drift        1 HEALTHY, 1 DRIFTED: amount

                ! no instance of drift-detector runs
                  -> start one with sluicegate run drift-detector; if one has stopped, the last
                     line of its log says why
                ! stream-scorer isn't ready: version 2 isn't loaded
                  -> mend what the reason names; the stage goes on by itself, unless its process
                     has stopped
                ! version 2 can't be loaded on a: BAD_MODEL: broken
                  -> mend what the error names, and the instance loads the version by itself, or
                     go back with sluicegate rollout rollback: until then the instance answers
                     nothing
                ! scorer instance b has sent no heartbeat since 2026-03-01T12:05:20Z
                  -> start it again if it isn't meant to be gone; the others take over its
                     partitions meanwhile
                ! 1 subject has drifted in the newest window
                  -> look at them with sluicegate drift
                ! records became dead letters within the last hour, the newest in
                  fraud.events.dlq: UNDECODABLE
                  -> read them with sluicegate tail dead-letters
                ! 1 retraining trigger has no new version yet
                  -> train one, and register it with the trigger's correlation id, here
                     correlation-t1
                """);
        assertThat(printed.lines()).allMatch(line -> line.length() <= WIDTH);
        assertThat(printed.lines().takeWhile(line -> !line.startsWith("!")).count())
                .isLessThan(SCREEN);
    }

    @Test
    void shouldSayThatAllIsWell() {
        var status = status(false);

        assertThat(Screen.lines(terminal -> new StatusText(status, List.of(), terminal).print()))
                .last()
                .isEqualTo("All is well.");
    }

    @Test
    void shouldGiveTheSameAsJson() {
        var status = status(true);

        assertThat(Json.write(StatusJson.of(status, Findings.of(status))))
                .contains("\"pipeline\":\"fraud\"")
                .contains("\"stage\":\"stream-scorer\",\"group\":\"fraud-stream-scorer\",\"threads\":2")
                .contains("\"reason\":\"version 2 isn't loaded\"")
                .contains("\"predictionsKept\":10000000")
                .contains("\"remedy\":\"look at them with sluicegate drift\"");
    }

    static PipelineStatus status(boolean troubled) {
        var fold = new PipelineFold(PIPELINE);
        fold.add(new Fact.Deployed(trial(2, "1", "2", 1_000)));
        fold.add(new Fact.Predicted(
                prediction("e1", "card-1", "1", 2), NOW.minusMillis(500), Optional.of(NOW.minusMillis(514))));
        fold.add(new Fact.Beaten(Seen.status(
                "a",
                NOW,
                loaded("1", LoadState.READY, null),
                loaded("2", troubled ? LoadState.FAILED : LoadState.READY, troubled ? "BAD_MODEL: broken" : null))));
        if (troubled) {
            fold.add(new Fact.Beaten(Seen.status("b", NOW.minusSeconds(100), loaded("1", LoadState.READY, null))));
            fold.add(new Fact.Buried("fraud.events.dlq", "UNDECODABLE", NOW.minusSeconds(5)));
            fold.add(new Fact.Triggered(trigger("t1")));
            fold.add(new Fact.Reported(report(DriftScope.FEATURE, "amount", NOON, 0.4, Verdict.DRIFTED)));
            fold.add(new Fact.Reported(report(DriftScope.FEATURE, "hour", NOON, 0.1, Verdict.HEALTHY)));
        }
        var rates = new LinkedHashMap<String, Double>();
        rates.put("events", 120.0);
        rates.put("predictions", 118.4);
        rates.put("labels", 2.0);
        return new PipelineStatus(
                fold.at(NOW),
                List.of(
                        stage("feature-enricher", 2, OptionalLong.of(3)),
                        stage("stream-scorer", 2, OptionalLong.of(1204)),
                        stage("drift-detector", troubled ? 0 : 1, OptionalLong.empty())),
                List.of(new ServiceAnswer(
                        "http://localhost:8080",
                        true,
                        List.of(),
                        troubled ? Map.of("stream-scorer", "version 2 isn't loaded") : Map.of(),
                        Map.of())),
                rates,
                new Reach(1, 10_000_000, 1, 12, 4_321));
    }

    private static StageStatus stage(String stage, int threads, OptionalLong lag) {
        return new StageStatus(stage, PIPELINE + "-" + stage, threads, "Stable", lag);
    }
}
