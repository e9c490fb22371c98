package io.sluicegate.launcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.launcher.cli.Terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void shouldShowColoursOnATerminalOnly() {
        assertThat(terminal(true, Map.of()).styled(Style.RED, "down")).isEqualTo("\033[31mdown\033[0m");
        assertThat(terminal(false, Map.of()).styled(Style.RED, "down")).isEqualTo("down");
    }

    @Test
    void shouldShowNoColoursToWhoWantsNone() {
        assertThat(terminal(true, Map.of("NO_COLOR", "1")).styled(Style.RED, "down"))
                .isEqualTo("down");
        assertThat(terminal(true, Map.of("NO_COLOR", "1")).hasColours()).isFalse();
        assertThat(terminal(true, Map.of("NO_COLOR", "")).hasColours()).isTrue();
    }

    @Test
    void shouldKnowHowWideTheTerminalIs() {
        assertThat(terminal(true, Map.of("COLUMNS", "132")).width()).isEqualTo(132);
        assertThat(terminal(true, Map.of("COLUMNS", "0")).width()).isEqualTo(80);
        assertThat(terminal(true, Map.of()).width()).isEqualTo(80);
        assertThat(terminal(false, Map.of("COLUMNS", "40")).width()).isEqualTo(120);
    }

    @Test
    void shouldPrintPlainLinesIntoAPipe() {
        var pipe = terminal(false, Map.of());

        pipe.passing("half done");
        pipe.line("done");

        assertThat(printed.toString(UTF_8)).isEqualTo("done" + System.lineSeparator());
    }

    @Test
    void shouldPrintNotesBesideTheOutput() {
        var beside = new ByteArrayOutputStream();
        var terminal = Terminal.of(
                new PrintStream(printed, true, UTF_8), new PrintStream(beside, true, UTF_8), true, Map.of());

        terminal.passing("half done");
        terminal.note("a row is skipped");

        assertThat(printed.toString(UTF_8)).endsWith("\033[K").doesNotContain("skipped");
        assertThat(beside.toString(UTF_8)).isEqualTo("a row is skipped" + System.lineSeparator());
    }

    private Terminal terminal(boolean interactive, Map<String, String> environment) {
        return Terminal.of(new PrintStream(printed, true, UTF_8), interactive, environment);
    }
}
