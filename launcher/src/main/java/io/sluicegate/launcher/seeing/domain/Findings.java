package io.sluicegate.launcher.seeing.domain;

import io.sluicegate.console.domain.DeadLetterCount;
import io.sluicegate.console.domain.Instance;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.VersionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What in a pipeline's status a person should look at, the most urgent first. */
public final class Findings {
    private static final Duration RECENTLY = Duration.ofHours(1);

    private final PipelineStatus status;
    private final List<Finding> findings = new ArrayList<>();

    private Findings(PipelineStatus status) {
        this.status = status;
    }

    public static List<Finding> of(PipelineStatus status) {
        var findings = new Findings(status);
        findings.findings.addAll(
                StageFindings.of(status.glimpse(), status.rates().getOrDefault("events", 0.0)));
        findings.instances();
        findings.deployment();
        findings.deadLetters();
        findings.triggers();
        return List.copyOf(findings.findings);
    }

    private void add(String what, String remedy) {
        findings.add(new Finding(what, remedy));
    }

    private void instances() {
        for (var instance : status.facts().instances()) {
            if (instance.state() == Instance.State.SILENT) {
                add(
                        "scorer instance " + instance.status().getInstance() + " has sent no heartbeat since "
                                + Words.time(instance.status().getAt()),
                        "start it again if it isn't meant to be gone; the others take over its partitions meanwhile");
            }
            if (instance.state() != Instance.State.LEFT) {
                instance.status().getVersions().stream()
                        .filter(version -> version.getState() == LoadState.FAILED)
                        .forEach(version -> failed(instance, version));
            }
        }
    }

    private void failed(Instance instance, VersionStatus version) {
        var decides = status.facts()
                .deployment()
                .filter(it -> it.decides(version.getBundleDigest()))
                .isPresent();
        add(
                "version " + version.getVersion() + " can't be loaded on "
                        + instance.status().getInstance() + ": " + version.getError(),
                decides
                        ? "mend what the error names, and the instance loads the version by itself, or go back with"
                                + " sluicegate rollout rollback: until then the instance answers nothing"
                        : "mend what the error names, and deploy the version again, or end its preparation with"
                                + " sluicegate rollout abort; the versions in force go on deciding");
    }

    private void deployment() {
        var deployment = status.facts().deployment();
        if (deployment.flatMap(DeploymentView::primary).isEmpty()) {
            add(
                    "no version decides",
                    "register one and deploy it: sluicegate model register, then sluicegate rollout deploy");
        }
        deployment
                .flatMap(DeploymentView::trouble)
                .ifPresent(trouble ->
                        add("the deployment can't be used: " + trouble, "go back: sluicegate rollout rollback"));
        if (deployment.filter(it -> it.record().getPaused()).isPresent()) {
            add("changes are paused", "end the pause with sluicegate rollout resume once its reason is gone");
        }
        if (!status.drifted().isEmpty()) {
            add(
                    Words.count(status.drifted().size(), "subject has", "subjects have")
                            + " drifted in the newest window",
                    "look at them with sluicegate drift");
        }
    }

    private void deadLetters() {
        var since = status.facts().at().minus(RECENTLY);
        status.facts().deadLetters().stream()
                .filter(count -> count.last().isAfter(since))
                .max(Comparator.comparing(DeadLetterCount::last))
                .ifPresent(newest -> add(
                        "records became dead letters within the last hour, the newest in " + newest.topic() + ": "
                                + newest.code(),
                        "read them with sluicegate tail dead-letters"));
        status.facts()
                .unreadable()
                .forEach((topic, count) -> add(
                        Words.count(count, "record", "records") + " of " + topic + " can't be read",
                        "find out what else writes to " + topic));
    }

    private void triggers() {
        var open = status.openTriggers();
        if (!open.isEmpty()) {
            add(
                    Words.count(open.size(), "retraining trigger has", "retraining triggers have")
                            + " no new version yet",
                    "train one, and register it with the trigger's correlation id, here "
                            + open.get(0).getCorrelationId());
        }
    }
}
