package io.sluicegate.launcher.demo;

import io.sluicegate.console.PipelineView;
import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The chapter of steady traffic, in the world that the first model knows: every event is answered, and no alarm is raised. */
final class SteadyTraffic implements AutoCloseable {
    private static final int STATIONARY_WINDOWS = 3;
    private static final int PREDICTIONS = 1_000;

    private final List<DriftReport> reports = new CopyOnWriteArrayList<>();
    private final PipelineView.Listening listening;
    private final Loop loop;
    private final Watch watch;
    private volatile Instant warm = Instant.EPOCH;

    SteadyTraffic(Loop loop, Watch watch) {
        this.loop = loop;
        this.watch = watch;
        this.listening = watch.view().listen(this::collect);
    }

    private void collect(Fact fact) {
        if (fact instanceof Fact.Reported reported) {
            reports.add(reported.report());
        }
    }

    @Override
    public void close() {
        listening.close();
    }

    Happened predicted() throws Exception {
        loop.startTraffic();
        warm = loop.traffic().counts().until();
        var facts = watch.await(this::caughtUp, PREDICTIONS + " predictions at the pace of the events");
        return new Happened(
                String.format(
                        Locale.ROOT,
                        "%,d predictions, the first simulated hours in one burst; now %.0f a second",
                        facts.traffic().predictions(),
                        facts.traffic().perSecond()),
                TrafficFigures.of(facts));
    }

    private boolean caughtUp(PipelineFacts facts) {
        long behind = loop.traffic().counts().events() - facts.traffic().predictions();
        return facts.traffic().predictions() >= PREDICTIONS
                && behind < facts.traffic().perSecond();
    }

    /** Ignores windows that began before the traffic was warm, because their aggregates were still filling up. */
    Happened stationary() throws Exception {
        var facts = watch.await(
                now -> judgedWindows() >= STATIONARY_WINDOWS && outcomesJudged(),
                STATIONARY_WINDOWS + " windows for each feature and one window of outcomes");
        if (!facts.triggers().isEmpty()) {
            throw new StepFailed("unchanged traffic caused a trigger: "
                    + facts.triggers().get(0).getReason());
        }
        var judged = judged(DriftScope.FEATURE).toList();
        long healthy = judged.stream()
                .filter(report -> report.getVerdict() == Verdict.HEALTHY)
                .count();
        var latency = facts.traffic().recent();
        return new Happened(
                String.format(
                        Locale.ROOT,
                        "%d windows, %d of %d feature reports healthy, no trigger; event to prediction p50 %d ms, "
                                + "p95 %d ms, p99 %d ms",
                        judgedWindows(),
                        healthy,
                        judged.size(),
                        latency.p50(),
                        latency.p95(),
                        latency.p99()),
                Map.of(
                        "windows", judgedWindows(),
                        "reports", judged.size(),
                        "healthy", healthy,
                        "p50Ms", latency.p50(),
                        "p95Ms", latency.p95(),
                        "p99Ms", latency.p99()));
    }

    private Stream<DriftReport> judged(DriftScope scope) {
        return reports.stream()
                .filter(report -> report.getScope() == scope && report.getVerdict() != Verdict.NO_DATA)
                .filter(report -> !report.getWindowStart().isBefore(warm));
    }

    private long judgedWindows() {
        return judged(DriftScope.FEATURE)
                .map(DriftReport::getWindowEnd)
                .distinct()
                .count();
    }

    private boolean outcomesJudged() {
        return judged(DriftScope.OUTCOME).findAny().isPresent();
    }
}
