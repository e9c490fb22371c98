package io.sluicegate.bench.chaos.domain;

import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks rollbacks to a version whose bundle was lost. */
public final class LossCheck {
    private final List<AuditEntry> audit;
    private final List<Seen> predictions;

    public LossCheck(List<AuditEntry> audit, List<Seen> predictions) {
        this.audit = List.copyOf(audit);
        this.predictions = List.copyOf(predictions);
    }

    /** Each such rollback is refused or prepared first; in the meantime the version before it goes on scoring. */
    public Finding survived(List<Loss> losses) {
        var faults = losses.stream().flatMap(loss -> breaches(loss).stream()).toList();
        return new Finding("a rollback to a lost bundle waits or is refused", losses.size(), faults);
    }

    private List<String> breaches(Loss loss) {
        var faults = new ArrayList<String>();
        decision(loss)
                .ifPresentOrElse(
                        entry -> activation(loss, entry).ifPresent(faults::add),
                        () -> faults.add("command %s is not decided".formatted(loss.commandId())));
        var meanwhile = predictions.stream()
                .map(Seen::prediction)
                .filter(prediction -> during(loss, prediction))
                .toList();
        if (meanwhile.stream().noneMatch(prediction -> prediction.getOutcome() == Outcome.SCORED)) {
            faults.add("nothing was scored between %s and %s, while version %s was lost"
                    .formatted(loss.from(), loss.until(), loss.version()));
        }
        meanwhile.stream()
                .filter(prediction -> prediction.getBundleDigest().equals(loss.digest()))
                .map(prediction -> "event %s is decided by version %s, which was lost"
                        .formatted(prediction.getEventId(), loss.version()))
                .forEach(faults::add);
        return faults;
    }

    private Optional<AuditEntry> decision(Loss loss) {
        return audit.stream()
                .filter(entry -> entry.getCommand() != null
                        && entry.getCommand().getCommandId().equals(loss.commandId())
                        && (entry.getKind() == AuditKind.ACCEPTED || entry.getKind() == AuditKind.REFUSED))
                .findFirst();
    }

    private static Optional<String> activation(Loss loss, AuditEntry entry) {
        return Optional.ofNullable(entry.getDeployment())
                .filter(now -> DeploymentView.of(now).deciding().stream()
                        .anyMatch(arm -> arm.digest().equals(loss.digest())))
                .map(now -> "revision %d lets version %s decide at once, whose bundle was lost"
                        .formatted(now.getRevision(), loss.version()));
    }

    private static boolean during(Loss loss, Prediction prediction) {
        return prediction.getScoredAt().isAfter(loss.from())
                && prediction.getScoredAt().isBefore(loss.until());
    }
}
