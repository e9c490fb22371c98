package io.sluicegate.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EightyColumnsTest {

    @Test
    void shouldShowWhatStaysAfterPassingLinesAndColours() {
        var screen = EightyColumns.after(terminal -> {
            terminal.passing("1 of 3, of many");
            terminal.passing("2 of 3");
            terminal.line(terminal.styled(Terminal.Style.BOLD, "done"));
            terminal.passing("next");
        });

        assertThat(screen.text()).isEqualTo("done\nnext\n");
        assertThat(screen.isBroken()).isFalse();
    }

    @Test
    void shouldTellThatATerminalBreaksALine() {
        var screen = EightyColumns.after(terminal -> terminal.line("x".repeat(81)));

        assertThat(screen.text()).isEqualTo("x".repeat(80) + "\nx\n");
        assertThat(screen.isBroken()).isTrue();
        assertThat(EightyColumns.after(terminal -> terminal.line("x".repeat(80)))
                        .isBroken())
                .isFalse();
    }

    @Test
    void shouldPutTheLastColumnBelowWhereThereIsNoRoomAndKeepItWholeInAPipe() {
        var why = "because the new version makes half as many mistakes on what people have labelled since";
        var table = new TextTable("TIME", "DECIDED", "WHY").lastBelow().row("noon", "ACCEPTED", why);

        assertThat(EightyColumns.after(table::print).text()).isEqualTo("""
                TIME  DECIDED
                    WHY
                noon  ACCEPTED
                    because the new version makes half as many mistakes on what people have
                    labelled since
                """);
        assertThat(EightyColumns.pipe(table::print)).contains("noon  ACCEPTED  " + why + "\n");
    }
}
