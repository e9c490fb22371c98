package io.sluicegate.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.drift.domain.Subject;
import io.sluicegate.drift.stream.Deciders.Decider;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.runtime.binary.UnreadableState;
import io.sluicegate.testing.Law;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class DecidersTest {
    private static final Path NOWHERE = Path.of("unused");
    private static final Duration REFRESH = Duration.ofMillis(10);
    private static final Duration KEPT = Duration.ofMillis(100);
    private static final Subject FIRST = Subject.outcomes("1", "digest-1", 1);
    private static final Subject SECOND = Subject.outcomes("2", "digest-2", 2);
    private static final Subject THIRD = Subject.outcomes("1", "digest-1", 3);

    private final KeyValueStore<Long, Decider> store = TestStores.open(Deciders.store("deciders"), NOWHERE);

    /** What starts over the state that is there. */
    private Deciders deciders() {
        return new Deciders(store, REFRESH, KEPT);
    }

    @Test
    void shouldKnowAfterARestoreWhoHasWhichNumber() {
        var before = deciders();
        var first = before.number(FIRST, 0);
        var second = before.number(SECOND, 1);

        var after = deciders();

        assertThat(after.number(FIRST, 2)).isEqualTo(first).isNotEqualTo(second);
        assertThat(after.subject(first)).isEqualTo(FIRST);
        assertThat(after.subject(second)).isEqualTo(SECOND);
    }

    @Test
    void shouldNotGiveAForgottenNumberAgain() {
        var first = deciders().number(FIRST, 0);
        var second = deciders().number(SECOND, 1_000);
        assertThatThrownBy(() -> deciders().subject(first)).hasMessageContaining("nobody has the number " + first);

        var third = deciders().number(THIRD, 9_000);
        var again = deciders().number(FIRST, 9_000);

        assertThat(List.of(first, second, third, again)).doesNotHaveDuplicates();
    }

    @Test
    void shouldRememberWhoDecidesForAsLongAsPredictionsWait() {
        var number = deciders().number(FIRST, 0);
        LongStream.rangeClosed(1, 50).forEach(time -> deciders().number(FIRST, time));

        deciders().number(SECOND, 50 + KEPT.toMillis());

        assertThat(deciders().subject(number)).isEqualTo(FIRST);
    }

    @Test
    void shouldNeverMeanTwoByOneNumber() {
        Law.holds(draw -> {
            var decisions = draw.list(0, 60, () -> draw.between(0L, 1_199L));
            var owners = new HashMap<Long, Subject>();
            var state = TestStores.<KeyValueStore<Long, Decider>>open(Deciders.store("deciders"), NOWHERE);
            var deciders = new Deciders(state, REFRESH, KEPT);
            var time = 0L;
            for (var decision : decisions) { // ten subjects, up to 59 ms later each, every second after a restore
                var subject = Subject.outcomes("1", "digest", decision % 10);
                time += decision / 10 % 60;
                deciders = decision >= 600 ? new Deciders(state, REFRESH, KEPT) : deciders;

                var number = deciders.number(subject, time);

                assertThat(owners.putIfAbsent(number, subject)).isIn(null, subject);
                assertThat(deciders.subject(number)).isEqualTo(subject);
            }
        });
    }

    @Test
    void shouldRefuseAFormatThatItDoesNotKnow() {
        var out = BinaryOutput.begin();
        out.writeLong(99);

        assertThatThrownBy(() -> Deciders.serde("deciders").deserializer().deserialize("topic", out.toByteArray()))
                .isInstanceOf(UnreadableState.class)
                .hasMessageContaining("deciders can't be read: a value has version 99");
    }
}
