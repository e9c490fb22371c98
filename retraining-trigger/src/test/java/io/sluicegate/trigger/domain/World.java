package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.catalogue.ReportedStatistic;
import io.sluicegate.pipeline.config.PolicySettings;
import io.sluicegate.pipeline.config.PolicySettings.CanaryPolicy;
import io.sluicegate.pipeline.config.PolicySettings.OutcomeLimit;
import io.sluicegate.pipeline.config.PolicySettings.Persistence;
import io.sluicegate.pipeline.config.PolicySettings.RetrainPolicy;
import io.sluicegate.pipeline.config.PolicySettings.RollbackPolicy;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.OutcomeCounts;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Verdict;
import io.sluicegate.trigger.Reports;
import io.sluicegate.trigger.domain.Wish.Ask;
import io.sluicegate.trigger.domain.Wish.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A pipeline with features a, b and c, its facts, and all that was wished so far. */
final class World {
    static {
        RecordClasses.trust();
    }

    static final RetrainPolicy DRIFT =
            new RetrainPolicy("feature-drift", DriftScope.FEATURE, 2, new Persistence(2, 3), Duration.ofHours(6));
    static final CanaryPolicy CANARY = new CanaryPolicy(
            List.of(10.0, 50.0),
            List.of(
                    new OutcomeLimit(ReportedStatistic.FALSE_POSITIVE_RATE, 0.02),
                    new OutcomeLimit(ReportedStatistic.ACCURACY, 0.05)),
            100,
            4,
            0.05);
    static final RollbackPolicy FALSE_POSITIVES = new RollbackPolicy(
            "false-positives",
            new OutcomeLimit(ReportedStatistic.FALSE_POSITIVE_RATE, 0.10),
            new Persistence(1, 1),
            10_000);

    final List<RetrainingTrigger> triggers = new ArrayList<>();
    final List<ModelCommand> commands = new ArrayList<>();
    final List<String> verdicts = new ArrayList<>();
    Facts facts = Facts.NONE;
    private final TriggerSettings settings;
    private final Policies policies;

    World() {
        this(false, new PolicySettings(List.of(DRIFT), Optional.of(CANARY), List.of(FALSE_POSITIVES)));
    }

    World(boolean approval, PolicySettings all) {
        settings = new TriggerSettings("fraud", "fraud-model", approval, Set.of("a", "b", "c"), all);
        policies = new Policies(settings);
    }

    World learn(DriftReport report) {
        return decide(facts.learn(report, settings));
    }

    World learn(Deployment deployment) {
        return decide(facts.learn(deployment));
    }

    World learn(ModelRegistration registration) {
        return decide(facts.learn(registration));
    }

    /** Primary since before the first window. */
    World running(String version) {
        return learn(Reports.deployment(1, Reports.START, version, null, 0));
    }

    /** Reports on features a, b and c, of which the named ones are drifted. */
    World window(int window, String... drifted) {
        return windowOf("1", window, drifted);
    }

    World windowOf(String version, int window, String... drifted) {
        for (var name : List.of("a", "b", "c")) {
            var verdict = Set.of(drifted).contains(name) ? Verdict.DRIFTED : Verdict.HEALTHY;
            learn(Reports.feature(window, name, version, verdict));
        }
        return this;
    }

    /** What became of the present tenure's events. */
    World outcome(int window, String version, long rows, double falsePositiveRate) {
        return outcome(window, version, tenure(), rows, falsePositiveRate);
    }

    World outcome(int window, String version, long tenure, long rows, double falsePositiveRate) {
        return learn(Reports.outcome(window, version, tenure, rows, falsePositiveRate));
    }

    World outcome(int window, String version, OutcomeCounts counts) {
        return learn(Reports.outcome(window, version, tenure(), counts));
    }

    /** The next revision, made of the newest by the given changes. */
    World revision(Instant at, Consumer<Deployment.Builder> changes) {
        var newest = newest();
        var next = Deployment.newBuilder(newest)
                .setRevision(newest.getRevision() + 1)
                .setAt(at)
                .setCommandId("operator-" + (newest.getRevision() + 1));
        changes.accept(next);
        return learn(next.build());
    }

    /** Rollout control obeys the newest command. */
    World obeyed(Instant at, Consumer<Deployment.Builder> changes) {
        var command = lastCommand();
        return revision(at, next -> {
            next.setCommandId(command.getCommandId()).setCorrelationId(command.getCorrelationId());
            changes.accept(next);
        });
    }

    long tenure() {
        return DeploymentView.of(newest()).tenure();
    }

    Deployment newest() {
        return facts.rollout().orElseThrow().newest();
    }

    ModelCommand lastCommand() {
        return commands.get(commands.size() - 1);
    }

    String lastVerdict() {
        return verdicts.get(verdicts.size() - 1);
    }

    private World decide(Facts learned) {
        var decided = policies.decideAll(learned, Reports.START);
        facts = decided.facts();
        decided.wishes().forEach(this::note);
        return this;
    }

    private void note(Wish wish) {
        if (wish instanceof Ask ask) {
            triggers.add(ask.trigger());
        } else if (wish instanceof Send send) {
            commands.add(send.command());
            verdicts.add(send.verdict());
        }
    }
}
