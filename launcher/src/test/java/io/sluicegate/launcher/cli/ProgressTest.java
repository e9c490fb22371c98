package io.sluicegate.launcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.launcher.cli.Progress.Done;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Duration now = Duration.ZERO;
    private long done;
    private String detail = "";

    @Test
    void shouldSayNothingInTheFirstThreeSeconds() {
        var progress = progress();

        at(progress, 2, 50);

        assertThat(shown()).isEmpty();
    }

    @Test
    void shouldEstimateWhatIsLeft() {
        var progress = progress();

        at(progress, 4, 40);
        assertThat(shown()).isEqualTo("training: 40 %, about 6 s left");

        at(progress, 300, 50);
        assertThat(shown()).isEqualTo("training: 50 %, about 5 min left");
    }

    @Test
    void shouldSayHowLongItTakesWhereThereIsNothingToEstimateBy() {
        var progress = progress();

        at(progress, 5, 0);
        assertThat(shown()).isEqualTo("training: 5 s so far");

        at(progress, 20, 100);
        assertThat(shown()).isEqualTo("training: 20 s so far");
    }

    @Test
    void shouldShowWhatIsDoneEvenWhereNobodyKnowsTheWhole() {
        detail = "2,000 sent, 500/s";
        var progress = progress();

        at(progress, 4, 0);
        assertThat(shown()).isEqualTo("training: 4 s so far; 2,000 sent, 500/s");

        at(progress, 4, 40);
        assertThat(shown()).isEqualTo("training: 40 %, about 6 s left; 2,000 sent, 500/s");
    }

    @Test
    void shouldBeSilentWhereNobodyLooks() {
        var later = new AtomicLong();
        var progress = new Progress(terminal(false), "training", () -> Done.of(40, 100), later::get);
        later.set(Duration.ofSeconds(4).toNanos());

        progress.show();

        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    @Test
    void shouldShowItselfWhileTheJobRunsAndLeaveNothingBehind() {
        try (var progress = Progress.of(terminal(true), "training", 100, () -> 50)) {
            await("a line").untilAsserted(() -> assertThat(shown()).startsWith("training: 50 %, about "));
        }
        assertThat(shown()).isEmpty();
    }

    private Progress progress() {
        return new Progress(terminal(true), "training", () -> Done.of(done, 100).with(detail), () -> now.toNanos());
    }

    private void at(Progress progress, long seconds, long rows) {
        now = Duration.ofSeconds(seconds);
        done = rows;
        progress.show();
    }

    /** The line that a person sees now. */
    private String shown() {
        var text = printed.toString(UTF_8);
        return text.substring(text.lastIndexOf("\033[K") + (text.contains("\033[K") ? 3 : 1));
    }

    private Terminal terminal(boolean interactive) {
        return Terminal.of(new PrintStream(printed, true, UTF_8), interactive, Map.of());
    }
}
