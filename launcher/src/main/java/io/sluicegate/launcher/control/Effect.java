package io.sluicegate.launcher.control;

import io.sluicegate.control.domain.BrokerTime;
import io.sluicegate.control.domain.Liveness;
import io.sluicegate.control.domain.Standing;
import io.sluicegate.launcher.control.EffectState.GivenUp;
import io.sluicegate.launcher.control.EffectState.InEffect;
import io.sluicegate.launcher.control.EffectState.Preparing;
import io.sluicegate.launcher.control.EffectState.Refused;
import io.sluicegate.launcher.control.EffectState.Spreading;
import io.sluicegate.launcher.control.EffectState.Undecided;
import io.sluicegate.launcher.control.EffectState.Withdrawn;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.Preparation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What has become of a command, from the audit entries and the statuses that were read so far. A command that changes a deployment is in
 * effect once every live instance has read the revision; before that, a new version is prepared, and rollout control activates it or
 * gives it up. PAUSE and RESUME bind rollout control alone, so they are in effect with its decision.
 */
final class Effect {
    private final ModelCommand command;
    private final BrokerTime brokerTime = new BrokerTime();
    private final Map<String, InstanceStatus> statuses = new TreeMap<>();
    private volatile Optional<AuditEntry> decision = Optional.empty();
    private Optional<AuditEntry> end = Optional.empty();

    Effect(ModelCommand command) {
        this.command = command;
    }

    /** Rollout control's decision on the command. */
    Optional<AuditEntry> decision() {
        return decision;
    }

    /** The entry that ended the command's preparation. */
    Optional<AuditEntry> end() {
        return end;
    }

    void read(AuditEntry entry) {
        if (!entry.getPipeline().equals(command.getPipeline())) {
            return;
        }
        if (decision.isEmpty()) {
            decision = Optional.of(entry).filter(this::decides);
        } else if (end.isEmpty() && preparation().isPresent() && endsPreparation(entry)) {
            end = Optional.of(entry);
        }
    }

    /**
     * @param seen the broker's time of the status
     * @param now the local time
     */
    void read(InstanceStatus status, Instant seen, long now) {
        brokerTime.read(seen.toEpochMilli(), now);
        if (status.getPipeline().equals(command.getPipeline())) {
            var known = Optional.ofNullable(statuses.get(status.getInstance()));
            statuses.put(status.getInstance(), Liveness.kept(known, status, seen));
        }
    }

    /** @param now the local time */
    EffectState at(long now) {
        return decision.<EffectState>map(entry -> switch (entry.getKind()) {
                    case REFUSED -> new Refused(entry.getReason());
                    case WITHDRAWN -> new Withdrawn(entry.getReason());
                    default -> accepted(entry, brokerTime.at(now));
                })
                .orElseGet(Undecided::new);
    }

    private EffectState accepted(AuditEntry entry, Instant now) {
        var deployment = entry.getDeployment();
        if (deployment == null) {
            return new InEffect(Optional.empty(), 0);
        }
        if (command.getKind() == CommandKind.PAUSE || command.getKind() == CommandKind.RESUME) {
            return new InEffect(Optional.of(deployment.getRevision()), 0);
        }
        return preparation()
                .<EffectState>map(preparing ->
                        end.map(it -> ended(it, now)).orElseGet(() -> preparing(preparing, deployment, now)))
                .orElseGet(() -> spreading(deployment, now));
    }

    private EffectState preparing(Preparation preparing, Deployment deployment, Instant now) {
        return new Preparing(
                preparing, Standing.ofLive(statuses.values(), preparing.getTarget(), deployment.getRevision(), now));
    }

    /** An instance that dies after the activation counts no longer, and one that starts reads the newest revision. */
    private EffectState ended(AuditEntry entry, Instant now) {
        var deployment = entry.getDeployment();
        return entry.getKind() == AuditKind.ACTIVATED && deployment != null
                ? spreading(deployment, now)
                : new GivenUp(entry.getReason());
    }

    private EffectState spreading(Deployment deployment, Instant now) {
        var live = statuses.values().stream()
                .filter(status -> Liveness.isAlive(status, now))
                .toList();
        var revision = deployment.getRevision();
        var missing =
                live.stream().filter(status -> status.getRevision() < revision).toList();
        return live.isEmpty() || !missing.isEmpty()
                ? new Spreading(revision, names(live), names(missing))
                : new InEffect(Optional.of(revision), live.size());
    }

    private static List<String> names(List<InstanceStatus> statuses) {
        return statuses.stream().map(InstanceStatus::getInstance).toList();
    }

    /** What the command has prepared; empty if it took effect without a preparation. */
    private Optional<Preparation> preparation() {
        return decision.map(AuditEntry::getDeployment)
                .map(Deployment::getPreparing)
                .filter(this::isOurs);
    }

    private boolean isOurs(Preparation preparing) {
        return preparing.getCommandId().equals(command.getCommandId());
    }

    private boolean decides(AuditEntry entry) {
        var decided = entry.getCommand();
        return decided != null && decided.getCommandId().equals(command.getCommandId());
    }

    /** The preparation's own end, or a later revision that no longer has it, such as another person's ABORT. */
    private boolean endsPreparation(AuditEntry entry) {
        var deployment = entry.getDeployment();
        return deployment != null
                && Optional.ofNullable(deployment.getPreparing())
                        .filter(this::isOurs)
                        .isEmpty();
    }
}
