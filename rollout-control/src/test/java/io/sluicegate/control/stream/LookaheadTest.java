package io.sluicegate.control.stream;

import static io.sluicegate.control.Inputs.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.control.stream.CommandTail.Unread;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.RecordClasses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LookaheadTest {
    static {
        RecordClasses.trust();
    }

    private static final Duration FRESH = Duration.ofMillis(5);
    private static final Duration OLD = Duration.ofMinutes(5);

    private final Map<Long, ModelCommand> log = new TreeMap<>();
    private final List<Long> looks = new ArrayList<>();
    private final Lookahead lookahead = new Lookahead(this::tail);
    private long end = 4;

    @Test
    void shouldLookOnceForABacklogAndTellOnlyWhatComesLater() {
        log.put(2L, withdraw("w2", "d0"));
        log.put(3L, withdraw("w3", "d1"));

        assertThat(lookahead.behind(0, OLD))
                .extracting(ModelCommand::getCommandId)
                .containsExactly("w2", "w3");
        assertThat(lookahead.behind(2, OLD))
                .extracting(ModelCommand::getCommandId)
                .containsExactly("w3");
        assertThat(lookahead.behind(3, OLD)).isEmpty();
        assertThat(looks).containsExactly(1L);
    }

    @Test
    void shouldLookAtTheFirstCommandWhateverTheClocksSay() {
        log.put(1L, withdraw("w1", "d0"));

        assertThat(lookahead.behind(0, Duration.ofSeconds(-30))).hasSize(1);
    }

    @Test
    void shouldNotLookForACommandThatHasNotWaited() {
        lookahead.behind(3, FRESH);
        lookahead.behind(4, FRESH);
        lookahead.behind(5, FRESH);

        assertThat(looks).containsExactly(4L);
    }

    @Test
    void shouldLookAgainWhereACommandHasWaitedBehindWhatWasSeen() {
        lookahead.behind(3, FRESH);
        end = 9;
        log.put(8L, withdraw("w8", "d7"));

        assertThat(lookahead.behind(7, Lookahead.WAITED)).hasSize(1);
        assertThat(looks).containsExactly(4L, 8L);
    }

    private Unread tail(long from) {
        looks.add(from);
        var withdrawals = new TreeMap<>(log);
        withdrawals.keySet().removeIf(offset -> offset < from);
        return new Unread(end, withdrawals);
    }
}
