package io.sluicegate.launcher.demo;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.Terminal.Style;
import io.sluicegate.launcher.cli.Wrapped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Prints the story: one line for each event, and on a terminal one live line below that is updated in place. A terminal's lines are
 * broken between words; in a pipe each event stays in one line.
 */
public final class Narrator {
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);
    private static final int MOST_INDENT = 24;

    /** The columns before a line's text: what ends with at least two spaces. */
    private static final Pattern COLUMNS = Pattern.compile("^.{0," + (MOST_INDENT - 2) + "}  (?=\\S)");

    private final Terminal terminal;
    private final DemoReport account;
    private Duration lastPlain = Duration.ZERO;

    public Narrator(Terminal terminal, DemoReport account) {
        this.terminal = terminal;
        this.account = account;
    }

    /** Prints a permanent line. */
    public synchronized void say(String line) {
        list(time() + line);
    }

    /** Prints what came of a step. */
    void say(StepResult result) {
        say("[" + result.step().title() + "] " + (result.happened() ? "" : "failed: ") + result.summary());
    }

    /** Prints a line without its time, for lists. */
    public synchronized void list(String line) {
        if (!terminal.isInteractive()) {
            terminal.line(line);
            return;
        }
        var columns = COLUMNS.matcher(line);
        var indent = " ".repeat(columns.find() ? columns.end() : 0);
        Wrapped.lines(line, indent, terminal.width()).forEach(terminal::line);
    }

    /** Prints the heading of a chapter. */
    public synchronized void chapter(String title) {
        terminal.line("");
        terminal.line(terminal.styled(Style.BOLD, title));
    }

    /**
     * Shows the current figures: updated in place on a terminal, otherwise printed every few seconds.
     *
     * @param forms the figures in full, and in ever shorter forms for narrower terminals
     */
    public synchronized void live(List<String> forms) {
        var time = time();
        if (terminal.isInteractive()) {
            terminal.passing(time
                    + forms.stream()
                            .filter(form -> time.length() + form.length() < terminal.width())
                            .findFirst()
                            .orElse(forms.get(forms.size() - 1)));
        } else if (account.elapsed().minus(lastPlain).compareTo(PLAIN_INTERVAL) >= 0) {
            lastPlain = account.elapsed();
            terminal.line(time + forms.get(0));
        }
    }

    private String time() {
        return String.format(Locale.ROOT, "%6.1f s  ", account.elapsed().toMillis() / 1000.0);
    }
}
