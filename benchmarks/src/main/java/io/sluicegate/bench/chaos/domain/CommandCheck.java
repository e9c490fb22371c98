package io.sluicegate.bench.chaos.domain;

import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks rollout control's decisions on commands, from the audit. */
public final class CommandCheck {
    private static final Set<AuditKind> DECISIONS = Set.of(AuditKind.ACCEPTED, AuditKind.REFUSED);
    private static final Set<CommandKind> BOUND = Set.of(CommandKind.ROLLBACK, CommandKind.ABORT);

    private final Map<String, List<AuditEntry>> decisions;

    /**
     * Takes what was read.
     *
     * @param audit in the order of the log
     */
    public CommandCheck(List<AuditEntry> audit) {
        decisions = audit.stream()
                .filter(entry -> entry.getCommand() != null && DECISIONS.contains(entry.getKind()))
                .collect(Collectors.groupingBy(entry -> entry.getCommand().getCommandId()));
    }

    /** No command is decided twice. */
    public Finding once() {
        var faults = decisions.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> "command %s is decided %d times"
                        .formatted(entry.getKey(), entry.getValue().size()))
                .toList();
        return new Finding("each command is decided at most once", decisions.size(), faults);
    }

    /** An obeyed ROLLBACK or ABORT names a version, and makes the revision after the one that the command expects. */
    public Finding atItsRevision() {
        var obeyed = decisions.values().stream()
                .flatMap(List::stream)
                .filter(CommandCheck::obeyed)
                .filter(entry -> BOUND.contains(entry.getCommand().getKind())
                        || entry.getCommand().getExpectedRevision() != null)
                .toList();
        var faults = obeyed.stream().flatMap(entry -> breaches(entry).stream()).toList();
        return new Finding("commands act only at the revision they were decided at", obeyed.size(), faults);
    }

    private static List<String> breaches(AuditEntry entry) {
        var command = entry.getCommand();
        var faults = new ArrayList<String>();
        var what = "%s %s (%s)".formatted(command.getKind(), command.getVersion(), command.getCommandId());
        if (command.getVersion().isEmpty() && BOUND.contains(command.getKind())) {
            faults.add(what + " names no version, and is obeyed");
        }
        var expected = command.getExpectedRevision();
        if (expected == null) {
            faults.add(what + " expects no revision, and is obeyed");
        } else if (entry.getDeployment() != null && entry.getDeployment().getRevision() != expected + 1) {
            faults.add("%s expects revision %d, and makes revision %d"
                    .formatted(what, expected, entry.getDeployment().getRevision()));
        }
        return faults;
    }

    /** Of commands that ask for the same at the same revision all are decided, and one is obeyed at most. */
    public Finding actOnce(List<Repeated> wishes) {
        var faults = wishes.stream().flatMap(wish -> breaches(wish).stream()).toList();
        return new Finding("a repeated or racing command acts at most once", wishes.size(), faults);
    }

    private List<String> breaches(Repeated wish) {
        var faults = new ArrayList<String>();
        var revisions = new HashSet<Long>();
        for (var id : wish.commandIds()) {
            var decided = decisions.getOrDefault(id, List.of());
            if (decided.isEmpty()) {
                faults.add("%s: command %s is not decided".formatted(wish.what(), id));
            }
            decided.stream()
                    .filter(CommandCheck::obeyed)
                    .filter(entry -> entry.getDeployment() != null)
                    .forEach(entry -> revisions.add(entry.getDeployment().getRevision()));
        }
        if (revisions.size() > 1) {
            faults.add("%s: acts %d times, in revisions %s".formatted(wish.what(), revisions.size(), revisions));
        }
        return faults;
    }

    private static boolean obeyed(AuditEntry entry) {
        return entry.getKind() == AuditKind.ACCEPTED;
    }
}
