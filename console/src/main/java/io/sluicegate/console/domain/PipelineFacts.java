package io.sluicegate.console.domain;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.RetrainingTrigger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state of a pipeline at one moment, as its topics show it.
 *
 * @param at the moment
 * @param deployment the revision in force; empty before the first
 * @param models known versions, in the order of their registration
 * @param drift the newest report of each subject, by scope, name and version
 * @param triggers the newest retraining triggers, newest first
 * @param audit the newest lines of the audit, newest first
 * @param deadLetters by topic and code
 * @param unreadable records that the console could not decode, by topic
 */
public record PipelineFacts(
        String pipeline,
        Instant at,
        Traffic traffic,
        Optional<DeploymentView> deployment,
        List<ModelRegistration> models,
        List<DriftSubject> drift,
        List<RetrainingTrigger> triggers,
        List<AuditEntry> audit,
        List<Instance> instances,
        List<DeadLetterCount> deadLetters,
        Map<String, Long> unreadable) {

    /** Version of the primary; empty before the first activation. */
    public Optional<String> primary() {
        return deployment.flatMap(DeploymentView::primary).map(Arm::name);
    }

    /** Version of the candidate; empty without a trial. */
    public Optional<String> candidate() {
        return deployment.flatMap(DeploymentView::candidate).map(Arm::name);
    }

    /** Version that a rollback would go back to; empty without one. */
    public Optional<String> previous() {
        return deployment.flatMap(DeploymentView::wayBack).map(DeployedVersion::getVersion);
    }

    /** Revision in force; 0 before the first. */
    public long revision() {
        return deployment.map(DeploymentView::revision).orElse(0L);
    }

    /** The reports about the versions in force: features against the deciding versions, scores and outcomes of all loaded versions. */
    public List<DriftSubject> driftInForce() {
        var deciding = names(it -> it.deciding().stream().map(Arm::version));
        var loaded = names(it -> Stream.concat(it.arms().stream().map(Arm::version), it.record().getWarm().stream()));
        return drift.stream()
                .filter(subject -> deciding.isEmpty()
                        || (subject.scope() == DriftScope.FEATURE ? deciding : loaded).contains(subject.version()))
                .toList();
    }

    private Set<String> names(Function<DeploymentView, Stream<DeployedVersion>> versions) {
        return deployment.stream()
                .flatMap(versions)
                .map(DeployedVersion::getVersion)
                .collect(Collectors.toSet());
    }
}
