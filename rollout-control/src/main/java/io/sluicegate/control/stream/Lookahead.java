package io.sluicegate.control.stream;

import io.sluicegate.control.stream.CommandTail.Unread;
import io.sluicegate.records.ModelCommand;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The withdrawals that stand behind a command in the log. A command that comes while rollout control is at work is decided within
 * milliseconds, and nobody could have withdrawn it; so only the first command after a start and a command that has waited are worth a
 * look, and one look serves for all commands up to the end that it saw.
 */
final class Lookahead {
    static final Duration WAITED = Duration.ofSeconds(1);

    private final CommandTail tail;
    private Unread unread = new Unread(Long.MIN_VALUE, Map.of());

    Lookahead(CommandTail tail) {
        this.tail = tail;
    }

    /** @param age the time since the command was appended */
    List<ModelCommand> behind(long offset, Duration age) {
        var first = unread.end() == Long.MIN_VALUE;
        if (first || (offset >= unread.end() && age.compareTo(WAITED) >= 0)) {
            unread = tail.from(offset + 1);
        }
        return unread.withdrawals().entrySet().stream()
                .filter(each -> each.getKey() > offset)
                .map(Map.Entry::getValue)
                .toList();
    }
}
