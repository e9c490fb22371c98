package io.sluicegate.launcher.demo;

import io.sluicegate.console.PipelineView;
import io.sluicegate.console.domain.DriftSubject;
import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The story of the demo from the first event on; each method makes one step happen or says why it did not. */
final class Scenario implements AutoCloseable {
    private static final int STATIONARY_WINDOWS = 3;
    private static final int PREDICTIONS = 1_000;
    private static final String FIRST_VERSION = "1";
    private static final String BAD_VERSION = "bad";

    private final Loop loop;
    private final PipelineView view;
    private final Duration patience;
    private final List<DriftReport> reports = new CopyOnWriteArrayList<>();
    private final PipelineView.Listening listening;
    private volatile Instant warm = Instant.EPOCH;

    /** @param patience longest time that one step may take */
    Scenario(Loop loop, Duration patience) {
        this.loop = loop;
        this.view = loop.view();
        this.listening = view.listen(this::collect);
        this.patience = patience;
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

    Happened trained() throws Exception {
        var published = loop.publishFirst(FIRST_VERSION);
        loop.register(published, "the first model");
        return new Happened(
                "version " + published.version() + ": " + published.description(),
                Map.of("version", published.version(), "bundleDigest", published.digest()));
    }

    Happened deployed() throws Exception {
        var asked = Instant.now();
        loop.deploy(FIRST_VERSION, "the first model");
        var facts =
                await(now -> now.primary().filter(FIRST_VERSION::equals).isPresent(), "the first version as primary");
        return new Happened(
                "version " + FIRST_VERSION + " decides for all keys since revision " + facts.revision(),
                Map.of("version", FIRST_VERSION, "revision", facts.revision(), "prepareMs", millisSince(asked)));
    }

    private static long millisSince(Instant then) {
        return Duration.between(then, Instant.now()).toMillis();
    }

    Happened predicted() throws Exception {
        loop.startTraffic();
        warm = loop.traffic().counts().until();
        var facts = await(this::caughtUp, PREDICTIONS + " predictions, as fast as the events come");
        return new Happened(
                String.format(
                        Locale.ROOT,
                        "%,d predictions, those of the first simulated hours in one rush; now %.0f a second",
                        facts.traffic().predictions(),
                        facts.traffic().perSecond()),
                figures(facts));
    }

    private boolean caughtUp(PipelineFacts facts) {
        long behind = loop.traffic().counts().events() - facts.traffic().predictions();
        return facts.traffic().predictions() >= PREDICTIONS
                && behind < facts.traffic().perSecond();
    }

    /** Windows that began before the traffic was warm say nothing: their aggregates were still filling up. */
    Happened stationary() throws Exception {
        var facts = await(
                now -> judgedWindows() >= STATIONARY_WINDOWS && outcomesJudged(),
                STATIONARY_WINDOWS + " windows of every feature and one of outcomes");
        if (!facts.triggers().isEmpty()) {
            throw new StepFailed("a trigger was given on unchanged traffic: "
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
                        "%d windows, %d of %d feature reports healthy, no trigger; event to prediction p50 %d ms, p95 %d ms, p99 %d ms",
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

    private static List<DriftSubject> features(PipelineFacts facts) {
        return facts.drift().stream()
                .filter(subject -> subject.scope() == DriftScope.FEATURE)
                .toList();
    }

    Happened drifted() throws Exception {
        loop.traffic().switchDrift();
        var facts = await(
                now -> features(now).stream().anyMatch(Scenario::isDrifted), "a drift report with the verdict DRIFTED");
        var worst = features(facts).stream()
                .filter(Scenario::isDrifted)
                .max(Comparator.comparingDouble(Scenario::psi))
                .orElseThrow();
        return new Happened(
                String.format(Locale.ROOT, "most of all %s: PSI %.2f", worst.name(), psi(worst)),
                Map.of("feature", worst.name(), "psi", psi(worst), "drifted", names(facts)));
    }

    private static List<String> names(PipelineFacts facts) {
        return features(facts).stream()
                .filter(Scenario::isDrifted)
                .map(DriftSubject::name)
                .toList();
    }

    private static boolean isDrifted(DriftSubject subject) {
        return subject.latest().getVerdict() == Verdict.DRIFTED;
    }

    private static double psi(DriftSubject subject) {
        return subject.statistic("psi").map(statistic -> statistic.getValue()).orElse(0.0);
    }

    Happened triggered() throws Exception {
        var trigger = await(now -> !now.triggers().isEmpty(), "a retraining trigger")
                .triggers()
                .get(0);
        return new Happened(
                trigger.getReason(),
                Map.of(
                        "policy", trigger.getPolicy(),
                        "reports", trigger.getReports().size(),
                        "referenceDigest", trigger.getReferenceDigest(),
                        "correlationId", trigger.getCorrelationId(),
                        "records", records(trigger)));
    }

    private static long records(RetrainingTrigger trigger) {
        return trigger.getSources().stream()
                .mapToLong(range -> range.getUntilOffset() - range.getFromOffset())
                .sum();
    }

    Happened answered() throws Exception {
        var correlation = view.snapshot().triggers().get(0).getCorrelationId();
        var facts = await(
                now -> now.models().stream()
                        .anyMatch(model -> model.getCorrelationId().equals(correlation)),
                "a version registered in answer to the trigger");
        var model = facts.models().stream()
                .filter(registration -> registration.getCorrelationId().equals(correlation))
                .findFirst()
                .orElseThrow();
        return new Happened(
                "version " + model.getVersion() + " is registered by " + model.getRegisteredBy(),
                Map.of("version", model.getVersion(), "bundleDigest", model.getBundleDigest()));
    }

    Happened tried() throws Exception {
        var facts = await(now -> now.candidate().isPresent(), "a candidate with a share of the keys");
        var share = facts.deployment().orElseThrow().getCandidateBuckets() / 100.0;
        return new Happened(
                String.format(
                        Locale.ROOT,
                        "version %s decides for %.0f %% of the keys",
                        facts.candidate().orElseThrow(),
                        share),
                Map.of("version", facts.candidate().orElseThrow(), "percent", share));
    }

    Happened promoted() throws Exception {
        var facts = await(
                now -> now.candidate().isEmpty()
                        && now.primary()
                                .filter(version -> !version.equals(FIRST_VERSION))
                                .isPresent(),
                "the candidate as primary");
        return new Happened(
                "version " + facts.primary().orElseThrow() + " decides for all keys; "
                        + facts.triggers().size() + " trigger in all",
                Map.of(
                        "version",
                        facts.primary().orElseThrow(),
                        "triggers",
                        facts.triggers().size()));
    }

    Happened spoiled() throws Exception {
        var good = view.snapshot().primary().orElseThrow();
        loop.register(loop.publishBad(good, BAD_VERSION), "a bad version, on purpose");
        loop.deploy(BAD_VERSION, "a bad version, on purpose");
        var facts = await(now -> now.primary().filter(BAD_VERSION::equals).isPresent(), "the bad version as primary");
        return new Happened(
                "version " + BAD_VERSION + " decides for all keys since revision " + facts.revision(),
                Map.of("revision", facts.revision()));
    }

    Happened rolledBack() throws Exception {
        var bad = view.snapshot().revision();
        var facts = await(
                now -> now.primary()
                        .filter(version -> !version.equals(BAD_VERSION))
                        .isPresent(),
                "the version before the bad one as primary");
        var restored = facts.revision();
        var command = commandBehind(facts, restored);
        var switched = awaitSwitch(bad, restored);
        var effectMs = switched.effectAfter(command.issuedAt()).toMillis();
        return new Happened(
                "version " + facts.primary().orElseThrow() + " decides again since revision " + restored
                        + ", on every partition " + effectMs + " ms after the command at the latest; why: "
                        + command.reason(),
                Map.of(
                        "version", facts.primary().orElseThrow(),
                        "badRevision", bad,
                        "restoredRevision", restored,
                        "commandToEffectMs", effectMs,
                        "partitions", switched.figures(command.issuedAt())));
    }

    private record Command(Instant issuedAt, String reason) {}

    private static Command commandBehind(PipelineFacts facts, long revision) throws StepFailed {
        return facts.audit().stream()
                .filter(entry ->
                        entry.getDeployment() != null && entry.getDeployment().getRevision() == revision)
                .map(entry -> entry.getCommand())
                .filter(command -> command != null)
                .map(command -> new Command(command.getIssuedAt(), command.getReason()))
                .findFirst()
                .orElseThrow(() -> new StepFailed("the audit names no command behind revision " + revision));
    }

    /** Waits until every partition has a prediction of the new revision, then asks the log itself. */
    private Switch awaitSwitch(long bad, long restored) throws InterruptedException, StepFailed {
        var switched = loop.check().switched(bad, restored);
        while (switched.partitions().size() < loop.partitions()) {
            var seen = view.snapshot().traffic().predictions();
            await(now -> now.traffic().predictions() > seen, "predictions under revision " + restored);
            switched = loop.check().switched(bad, restored);
        }
        if (!switched.isClean()) {
            throw new StepFailed(
                    "the bad revision " + bad + " decided after revision " + restored + " had begun: " + switched);
        }
        return switched;
    }

    Happened accounted() throws Exception {
        loop.traffic().pause();
        var produced = loop.traffic().counts().events();
        await(now -> now.traffic().predictions() >= produced, produced + " predictions for as many events");
        var verdict = loop.check().verdict();
        var triggers = view.snapshot().triggers().size();
        if (!verdict.holds() || triggers != 1) {
            throw new StepFailed(verdict + ", " + triggers + " triggers for one drift");
        }
        return new Happened(
                String.format(
                        Locale.ROOT,
                        "%,d events, %,d predictions, %d dead letters; %d lost, %d doubled, %d keys out of order",
                        verdict.events(),
                        verdict.predictions(),
                        verdict.deadLetters(),
                        verdict.lost() - verdict.deadLetters(),
                        verdict.doubled(),
                        verdict.disordered()),
                figures(view.snapshot(), verdict, triggers));
    }

    private static Map<String, Object> figures(PipelineFacts facts, LogCheck.Verdict verdict, int triggers) {
        var figures = figures(facts);
        figures.put("events", verdict.events());
        figures.put("deadLetters", verdict.deadLetters());
        figures.put("lost", verdict.lost());
        figures.put("doubled", verdict.doubled());
        figures.put("disordered", verdict.disordered());
        figures.put("triggers", triggers);
        return figures;
    }

    private static Map<String, Object> figures(PipelineFacts facts) {
        var traffic = facts.traffic();
        var figures = new LinkedHashMap<String, Object>();
        figures.put("predictions", traffic.predictions());
        figures.put("perSecond", traffic.perSecond());
        figures.put("p50Ms", traffic.overall().p50());
        figures.put("p95Ms", traffic.overall().p95());
        figures.put("p99Ms", traffic.overall().p99());
        return figures;
    }

    private PipelineFacts await(Predicate<PipelineFacts> condition, String what)
            throws InterruptedException, StepFailed {
        try {
            return view.await(condition, patience);
        } catch (TimeoutException e) {
            throw new StepFailed("waited " + patience.toSeconds() + " s in vain for " + what + "; seen: " + seen());
        }
    }

    private String seen() {
        var facts = view.snapshot();
        return "revision " + facts.revision() + ", primary " + facts.primary().orElse("none") + ", candidate "
                + facts.candidate().orElse("none") + ", " + facts.traffic().predictions() + " predictions, "
                + facts.triggers().size() + " triggers, dead letters " + facts.deadLetters();
    }
}
