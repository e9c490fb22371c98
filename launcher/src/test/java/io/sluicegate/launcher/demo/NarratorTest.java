package io.sluicegate.launcher.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.launcher.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NarratorTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void shouldWritePlainLinesWithoutATerminal() {
        var narrator = narrator(false);

        narrator.live(List.of("1 prediction"));
        narrator.say("deployed");

        assertThat(bytes.toString(UTF_8)).contains("deployed\n").doesNotContain("\r", "\033");
    }

    @Test
    void shouldRenewTheLiveLineOnATerminal() {
        var narrator = narrator(true);

        narrator.live(List.of("1 prediction"));
        narrator.live(List.of("2 predictions"));

        assertThat(bytes.toString(UTF_8))
                .contains("\r\033[K", "1 prediction", "2 predictions")
                .doesNotContain("\n");
    }

    private Narrator narrator(boolean terminal) {
        return new Narrator(
                Terminal.of(new PrintStream(bytes, true, UTF_8), terminal, Map.of("COLUMNS", "80")), new DemoReport());
    }
}
