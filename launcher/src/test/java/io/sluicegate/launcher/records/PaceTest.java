package io.sluicegate.launcher.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void shouldSpreadARateEvenly() {
        var pace = new Pace.Rate(4);

        assertThat(pace.due(0, Duration.ZERO)).isZero();
        assertThat(pace.due(6, SECOND)).isEqualTo(Duration.ofMillis(1_500).toNanos());
    }

    @Test
    void shouldFollowTheEventsTimesFaster() {
        var pace = Pace.Speed.of("60x");

        assertThat(pace.due(7, Duration.ofHours(1)))
                .isEqualTo(Duration.ofMinutes(1).toNanos());
        assertThat(pace.due(8, SECOND.negated())).isNegative();
        assertThat(Pace.Speed.of("0.5").due(1, SECOND))
                .isEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void shouldRefuseWhatIsNoSpeed() {
        assertThat(List.of("0x", "fast", "-1x", "60 x")).allSatisfy(it -> assertThatThrownBy(() -> Pace.Speed.of(it))
                .isInstanceOfSatisfying(
                        CommandFailed.class, e -> assertThat(e.entry()).isEqualTo(Message.SPEED_WRONG)));
    }
}
