package io.sluicegate.bench.trials;

import io.sluicegate.bench.trials.Arrivals.Arm;
import io.sluicegate.pipeline.config.PolicySettings;
import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.DeployedArm;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.OutcomeCounts;
import io.sluicegate.records.Verdict;
import io.sluicegate.trigger.domain.Facts;
import io.sluicegate.trigger.domain.Policies;
import io.sluicegate.trigger.domain.TriggerSettings;
import io.sluicegate.trigger.domain.Wish;
import io.sluicegate.trigger.domain.Wish.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** One simulated trial, from its first step to its end, decided by the retraining trigger after each report. */
final class Trial {
    private static final Instant START = Instant.EPOCH;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final String PIPELINE = "trials";
    private static final DeployedVersion PRIMARY = new DeployedVersion("1", "/models/1", "digest-1");
    private static final DeployedVersion CANDIDATE = new DeployedVersion("2", "/models/2", "digest-2");
    private static final double BUCKETS_PER_PERCENT = 100;

    private final TriggerSettings settings;
    private final Policies policies;
    private final Arrivals arrivals;
    private Facts facts = Facts.NONE;
    private Deployment inForce;
    private int window;
    private long candidateLabels;

    Trial(Scenario scenario, SplittableRandom random) {
        settings = new TriggerSettings(
                PIPELINE,
                "model",
                false,
                Set.of(),
                new PolicySettings(List.of(), Optional.of(scenario.policy()), List.of()));
        policies = new Policies(settings);
        arrivals = new Arrivals(scenario, random);
        inForce = step(1, "operator", 0);
        deploy(step(
                2,
                PIPELINE + "-retraining-trigger/canary/2/1",
                scenario.policy().steps().get(0)));
    }

    /**
     * How it ended.
     *
     * @param verdict worse, inconclusive or passed
     * @param labels the candidate's, in all steps
     */
    record End(String verdict, long labels, int windows) {}

    End run() {
        while (true) {
            window++;
            arrivals.decide(
                    window,
                    tenure(),
                    DeploymentView.of(inForce).candidate().orElseThrow().share());
            for (var known : arrivals.known(window).entrySet()) {
                var end = report(known.getKey(), known.getValue());
                if (end.isPresent()) {
                    return end.get();
                }
            }
        }
    }

    private Optional<End> report(Arm arm, OutcomeCounts counts) {
        long rows = counts.getTruePositives()
                + counts.getFalsePositives()
                + counts.getTrueNegatives()
                + counts.getFalseNegatives();
        if (rows == 0) {
            return Optional.empty();
        }
        candidateLabels += arm.isCandidate() && arm.tenure() == tenure() ? rows : 0;
        var decided = policies.decideAll(facts.learn(report(arm, counts, rows), settings), START);
        facts = decided.facts();
        return decided.wishes().stream().findFirst().flatMap(this::obey);
    }

    private Optional<End> obey(Wish wish) {
        var send = (Send) wish;
        return switch (send.command().getKind()) {
            case SHIFT -> {
                shift(send.command());
                yield Optional.empty();
            }
            default -> Optional.of(new End(send.verdict(), candidateLabels, window));
        };
    }

    private void shift(ModelCommand command) {
        deploy(step(inForce.getRevision() + 1, command.getCommandId(), command.getPercent()));
    }

    private void deploy(Deployment next) {
        inForce = next;
        facts = policies.decideAll(facts.learn(next), START).facts();
    }

    private Deployment step(long revision, String commandId, double percent) {
        return Deployment.newBuilder()
                .setPipeline(PIPELINE)
                .setRevision(revision)
                .setModel("model")
                .setSalt(PIPELINE)
                .setArms(arms((int) (percent * BUCKETS_PER_PERCENT), new Tenure(revision, end())))
                .setWarm(List.of())
                .setCommandId(commandId)
                .setCorrelationId("trial")
                .setChange("")
                .setAt(end())
                .build();
    }

    private static List<DeployedArm> arms(int buckets, Tenure tenure) {
        return buckets == 0 ? Arms.alone(PRIMARY, tenure) : Arms.trial(PRIMARY, CANDIDATE, buckets, tenure);
    }

    private long tenure() {
        return DeploymentView.of(inForce).tenure();
    }

    private DriftReport report(Arm arm, OutcomeCounts counts, long rows) {
        var version = arm.isCandidate() ? CANDIDATE : PRIMARY;
        return DriftReport.newBuilder()
                .setReportId(
                        "%s/OUTCOME/labels/%s/%d/%s".formatted(PIPELINE, version.getVersion(), arm.tenure(), end()))
                .setPipeline(PIPELINE)
                .setScope(DriftScope.OUTCOME)
                .setName("labels")
                .setModel("model")
                .setVersion(version.getVersion())
                .setReferenceDigest(version.getBundleDigest())
                .setWindowStart(end().minus(WINDOW))
                .setWindowEnd(end())
                .setRows(rows)
                .setMissing(0)
                .setLate(0)
                .setStatistics(List.of())
                .setVerdict(Verdict.HEALTHY)
                .setSources(List.of())
                .setCorrelationId("trial")
                .setReportedAt(end())
                .setTenure(arm.tenure())
                .setOutcomes(counts)
                .build();
    }

    private Instant end() {
        return START.plus(WINDOW.multipliedBy(window));
    }
}
