package io.sluicegate.launcher.demo;

import io.sluicegate.console.domain.DriftSubject;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The chapter in which the world changes: drift is reported, a trigger asks for a new version, and that version is promoted. */
final class ChangedWorld {
    private final Loop loop;
    private final Watch watch;
    private String before = "";

    ChangedWorld(Loop loop, Watch watch) {
        this.loop = loop;
        this.watch = watch;
    }

    Happened drifted() throws Exception {
        before = watch.facts().primary().orElseThrow();
        loop.traffic().switchDrift();
        var facts = watch.await(
                now -> features(now).stream().anyMatch(ChangedWorld::isDrifted),
                "a drift report with the verdict DRIFTED");
        var worst = features(facts).stream()
                .filter(ChangedWorld::isDrifted)
                .max(Comparator.comparingDouble(ChangedWorld::psi))
                .orElseThrow();
        return new Happened(
                String.format(Locale.ROOT, "strongest drift: %s, PSI %.2f", worst.name(), psi(worst)),
                Map.of("feature", worst.name(), "psi", psi(worst), "drifted", names(facts)));
    }

    private static List<DriftSubject> features(PipelineFacts facts) {
        return facts.drift().stream()
                .filter(subject -> subject.scope() == DriftScope.FEATURE)
                .toList();
    }

    private static List<String> names(PipelineFacts facts) {
        return features(facts).stream()
                .filter(ChangedWorld::isDrifted)
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
        var trigger = watch.await(now -> !now.triggers().isEmpty(), "a retraining trigger")
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
        var correlation = watch.facts().triggers().get(0).getCorrelationId();
        var facts = watch.await(
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
        var facts = watch.await(now -> now.candidate().isPresent(), "a candidate with a share of the keys");
        var share = facts.deployment()
                        .flatMap(DeploymentView::candidate)
                        .orElseThrow()
                        .share()
                * 100;
        return new Happened(
                String.format(
                        Locale.ROOT,
                        "version %s decides for %.0f %% of the keys",
                        facts.candidate().orElseThrow(),
                        share),
                Map.of("version", facts.candidate().orElseThrow(), "percent", share));
    }

    Happened promoted() throws Exception {
        var facts = watch.await(
                now -> now.candidate().isEmpty()
                        && now.primary()
                                .filter(version -> !version.equals(before))
                                .isPresent(),
                "the candidate as primary");
        return new Happened(
                "version " + facts.primary().orElseThrow() + " decides for all keys; "
                        + facts.triggers().size() + " trigger in total",
                Map.of(
                        "version",
                        facts.primary().orElseThrow(),
                        "triggers",
                        facts.triggers().size()));
    }
}
