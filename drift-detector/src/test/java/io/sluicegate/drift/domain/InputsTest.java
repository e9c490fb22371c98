package io.sluicegate.drift.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.drift.domain.Inputs.Input;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InputsTest {
    private static final Window WINDOW = new Window(0, 100);

    private final Inputs inputs =
            new Inputs(2, new Silence(Duration.ofMillis(20), Duration.ofMillis(10), Duration.ofMillis(1_000)));

    @Test
    void shouldWaitForAnInputThatHasNotBeenHeardOf() {
        inputs.heard(0, active(500));

        assertThat(inputs.watermark(WINDOW, 0)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void shouldComeAsFarAsTheSlowestAndNeverGoBack() {
        inputs.heard(0, active(500));
        inputs.heard(1, active(110));
        assertThat(inputs.watermark(WINDOW, 0)).isEqualTo(110);

        inputs.heard(1, active(90));
        assertThat(inputs.watermark(WINDOW, 0)).isEqualTo(110);
    }

    @Test
    void shouldNotWaitForAnInputThatIsSilentForLongEnough() {
        inputs.heard(0, active(500));
        inputs.heard(1, new Input(30, 420));

        assertThat(inputs.watermark(WINDOW, 719)).isEqualTo(30);
        assertThat(inputs.watermark(WINDOW, 720)).isEqualTo(500);
    }

    @Test
    void shouldBeSilentSinceTheLastFellSilent() {
        inputs.heard(0, new Input(30, 420));
        inputs.heard(1, active(30));
        assertThat(inputs.silentSince()).isEqualTo(Silence.NEVER);

        inputs.heard(1, new Input(30, 470));
        assertThat(inputs.silentSince()).isEqualTo(470);
    }

    private static Input active(long time) {
        return new Input(time, Silence.NEVER);
    }
}
