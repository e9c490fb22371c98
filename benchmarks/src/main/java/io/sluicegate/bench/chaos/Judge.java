package io.sluicegate.bench.chaos;

import io.sluicegate.bench.chaos.domain.AnswerCheck;
import io.sluicegate.bench.chaos.domain.CommandCheck;
import io.sluicegate.bench.chaos.domain.EvolutionCheck;
import io.sluicegate.bench.chaos.domain.FeatureCheck;
import io.sluicegate.bench.chaos.domain.Finding;
import io.sluicegate.bench.chaos.domain.LetterCheck;
import io.sluicegate.bench.chaos.domain.LossCheck;
import io.sluicegate.bench.chaos.domain.ReadyCheck;
import io.sluicegate.bench.chaos.domain.Recount;
import io.sluicegate.bench.chaos.domain.ReportCheck;
import io.sluicegate.bench.chaos.domain.RevisionCheck;
import io.sluicegate.bench.chaos.domain.TenureCheck;
import io.sluicegate.bench.chaos.domain.TriggerCheck;
import io.sluicegate.bench.chaos.domain.Way;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.BundleStore.Published;
import io.sluicegate.bundle.Opened.Whole;
import io.sluicegate.drift.domain.Reference;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Checks the evidence against every promise. */
final class Judge {
    private final PipelineConfig config;
    private final Map<String, Published> versions;
    private final boolean exactlyOnce;

    Judge(PipelineConfig config, Map<String, Published> versions, boolean exactlyOnce) {
        this.config = config;
        this.versions = versions;
        this.exactlyOnce = exactlyOnce;
    }

    /** What is found; at-least-once promises that nothing is lost and that each prediction is by its revision, the rest is counted. */
    List<Finding> findings(Evidence evidence, Hardships hardships, Evolution evolution, Instant end) {
        var answers = new AnswerCheck(evidence.asked(), evidence.answers());
        var revisions = new RevisionCheck(evidence.revisions(), evidence.predictions());
        var reports = new ReportCheck(
                recount().reports(evidence.features(), evidence.predictions(), evidence.labels(), end.toEpochMilli()),
                evidence.reports());
        var letters = new LetterCheck(evidence.unusable(), evidence.letters());
        var triggers = new TriggerCheck(evidence.reports(), evidence.triggers(), evidence.commands());
        var commands = new CommandCheck(evidence.audit());
        var schemas = new EvolutionCheck(evidence.evolved(), evidence.letters());
        var always = Stream.concat(
                Stream.of(
                        answers.lost(),
                        answers.unasked(),
                        answers.large(),
                        schemas.readable("an event by an evolved schema is no dead letter", evolution.evolved()),
                        schemas.readable("an event is no dead letter as the registry lags", evolution.lagged()),
                        revisions.version(),
                        new TenureCheck(evidence.revisions(), evidence.predictions()).named(),
                        commands.atItsRevision(),
                        commands.actOnce(hardships.repeated()),
                        new ReadyCheck(evidence.revisions(), evidence.statuses()).loadable(),
                        new LossCheck(evidence.audit(), evidence.predictions()).survived(hardships.losses()),
                        triggers.once()),
                Arrays.stream(Way.values()).map(letters::of));
        var once = Stream.of(
                        answers.doubled(),
                        answers.disordered(),
                        revisions.epochs(),
                        commands.once(),
                        FeatureCheck.equal(evidence.offlineFeatures(), evidence.onlineFeatures()),
                        reports.rows(),
                        reports.statistics(),
                        triggers.founded())
                .map(finding -> exactlyOnce ? finding : finding.counted());
        return Stream.concat(always, once).toList();
    }

    private Recount recount() {
        var references = new HashMap<String, Reference>();
        versions.forEach((version, published) -> references.put(published.digest(), reference(version, published)));
        var first = Objects.requireNonNull(versions.get(Versions.ALL.get(0)));
        return new Recount(
                config.pipeline(),
                Visits.MODEL,
                config.drift(),
                Objects.requireNonNull(references.get(first.digest())),
                references);
    }

    private static Reference reference(String version, Published published) {
        var bundle = (Whole) BundleStore.open(published.location(), published.digest());
        return Reference.of(version, published.digest(), bundle.bundle().reference());
    }
}
