package io.sluicegate.control.domain;

import static io.sluicegate.control.domain.Refusals.refusal;
import static io.sluicegate.control.domain.Refusals.when;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.control.domain.Decision.Refused;
import io.sluicegate.control.domain.Decision.Withdrawn;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * WITHDRAW: takes back a command that stands before it in the log, unless rollout control has decided on that command already. Rollout
 * control comes to the command first, so it looks ahead in the log, and a withdrawal that it finds there decides the command. When
 * rollout control comes to the withdrawal, it only tells what became of the command.
 */
final class Withdrawal {
    private final Request request;

    Withdrawal(Request request) {
        this.request = request;
    }

    /**
     * The decision on a command that one of the withdrawals ahead of it takes back; the first of them counts. Only a withdrawal that will
     * be accepted when its turn comes counts, so that the audit entries of both commands agree.
     */
    static Optional<Decision> of(
            PipelineRules rules, ControlState state, ModelCommand command, List<ModelCommand> ahead) {
        if (command.getKind() == CommandKind.WITHDRAW) {
            return Optional.empty();
        }
        return ahead.stream()
                .filter(each -> each.getPipeline().equals(command.getPipeline()))
                .filter(each -> command.getCommandId().equals(each.getWithdraws()))
                .filter(each -> isOfModel(each, rules) && each.getExpectedRevision() == null)
                .filter(each -> !each.getCommandId().equals(command.getCommandId()))
                .filter(each -> !state.decided(each.getPipeline(), each.getCommandId()))
                .findFirst()
                .map(each -> new Withdrawn(
                        "withdrawn by %s before it was read%s".formatted(each.getIssuedBy(), because(each)),
                        each.getCommandId()));
    }

    Decision decide() {
        return refusal(unnamed(), namesRevision()).orElseGet(() -> request.target()
                .map(this::answer)
                .orElseGet(() -> new Refused(
                        "no command %s of pipeline '%s' comes before this one, or it was decided more than 30 days ago"
                                .formatted(
                                        request.command().getWithdraws(),
                                        request.rules().pipeline()))));
    }

    private Decision answer(AuditEntry target) {
        if (target.getKind() != AuditKind.WITHDRAWN) {
            return new Refused(tooLate(target));
        }
        return Objects.equals(target.getWithdrawnBy(), request.command().getCommandId())
                ? new Accepted("withdrew " + words(target), Optional.empty(), Optional.empty())
                : new Refused(
                        "%s is withdrawn already, by command %s".formatted(words(target), target.getWithdrawnBy()));
    }

    private static String tooLate(AuditEntry target) {
        return target.getKind() == AuditKind.REFUSED
                ? "%s was refused before the withdrawal came: %s".formatted(words(target), target.getReason())
                : "%s was obeyed before the withdrawal came: %s; ABORT ends a trial, a shadow or a preparation, and "
                                .formatted(words(target), target.getReason())
                        + "ROLLBACK returns to the version before";
    }

    private static String words(AuditEntry target) {
        return Optional.ofNullable(target.getCommand()).map(Withdrawal::words).orElse("the command");
    }

    private static String words(ModelCommand command) {
        return command.getVersion().isEmpty()
                ? "%s (command %s)".formatted(command.getKind(), command.getCommandId())
                : "%s of version %s (command %s)"
                        .formatted(command.getKind(), command.getVersion(), command.getCommandId());
    }

    private static String because(ModelCommand withdrawal) {
        return withdrawal.getReason().isBlank() ? "" : ": " + withdrawal.getReason();
    }

    private static boolean isOfModel(ModelCommand withdrawal, PipelineRules rules) {
        return withdrawal.getModel().isEmpty() || withdrawal.getModel().equals(rules.model());
    }

    private Optional<String> unnamed() {
        var target = request.command().getWithdraws();
        return when(target == null || target.isBlank(), "WITHDRAW needs withdraws, the id of the command to take back");
    }

    /** A command that was not read yet has met no revision. */
    private Optional<String> namesRevision() {
        return when(
                request.command().getExpectedRevision() != null,
                "WITHDRAW names a command and no revision: leave out expectedRevision");
    }
}
