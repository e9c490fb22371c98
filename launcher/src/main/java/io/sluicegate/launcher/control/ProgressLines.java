package io.sluicegate.launcher.control;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.control.EffectState.Preparing;
import io.sluicegate.launcher.control.EffectState.Spreading;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Prints each decision and each change of an instance once, and on a terminal how long the present state lasts. */
final class ProgressLines {
    private final Terminal terminal;
    private final Set<String> told = new HashSet<>();
    private final Map<String, String> instances = new HashMap<>();

    ProgressLines(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * @param lasts how long the state has lasted
     * @param atMost how long it may last
     */
    void show(Effect effect, EffectState state, Duration lasts, Duration atMost) {
        effect.decision().filter(entry -> entry.getKind() == AuditKind.ACCEPTED).ifPresent(this::once);
        effect.end().filter(entry -> entry.getKind() == AuditKind.ACTIVATED).ifPresent(this::once);
        changes(state).forEach(terminal::line);
        if (!state.isFinal()) {
            terminal.passing("%s; %d s, at most %d s more"
                    .formatted(
                            state.words(),
                            lasts.toSeconds(),
                            atMost.minus(lasts).toSeconds()));
        }
    }

    private void once(AuditEntry entry) {
        if (told.add(entry.getAuditId())) {
            terminal.line(entry.getKind() + ": " + entry.getReason());
        }
    }

    private List<String> changes(EffectState state) {
        var lines = new ArrayList<String>();
        if (state instanceof Preparing preparing) {
            preparing.standings().forEach(each -> change(each.instance(), each.words())
                    .ifPresent(lines::add));
        } else if (state instanceof Spreading spreading) {
            spreading.live().stream()
                    .filter(instance -> !spreading.missing().contains(instance))
                    .forEach(instance -> change(
                                    instance,
                                    "instance %s has read revision %d".formatted(instance, spreading.revision()))
                            .ifPresent(lines::add));
        }
        return lines;
    }

    private Optional<String> change(String instance, String words) {
        return words.equals(instances.put(instance, words)) ? Optional.empty() : Optional.of("  " + words);
    }
}
