package io.sluicegate.launcher.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command prints: its output, and notes beside the output, such as why it failed. Colours and lines that are updated in place only where a person looks at a terminal; {@code NO_COLOR} turns
 * the colours off.
 */
public final class Terminal {
    private static final int PLAIN_WIDTH = 120;
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 40;
    private static final String ERASE_LINE = "\r\033[K";

    private final PrintStream out;
    private final PrintStream errors;
    private final boolean interactive;
    private final boolean colours;
    private final int width;

    /** The looks of a part of a line. */
    public enum Style {
        BOLD("1"),
        DIM("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private Terminal(PrintStream out, PrintStream errors, boolean interactive, boolean colours, int width) {
        this.out = out;
        this.errors = errors;
        this.interactive = interactive;
        this.colours = colours;
        this.width = width;
    }

    /** Standard output, with notes on standard error; the script says whether it is a terminal, and how wide. */
    public static Terminal standard() {
        return of(System.out, System.err, Boolean.getBoolean("sluicegate.terminal"), System.getenv());
    }

    /**
     * A terminal that prints to a stream, notes included.
     *
     * @param interactive whether a person looks at it
     * @param environment where NO_COLOR and COLUMNS are looked up
     */
    public static Terminal of(PrintStream out, boolean interactive, Map<String, String> environment) {
        return of(out, out, interactive, environment);
    }

    /**
     * A terminal that prints to two streams.
     *
     * @param errors where notes go
     */
    public static Terminal of(
            PrintStream out, PrintStream errors, boolean interactive, Map<String, String> environment) {
        var colours = interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(out, errors, interactive, colours, interactive ? width(environment) : PLAIN_WIDTH);
    }

    private static int width(Map<String, String> environment) {
        try {
            int columns = Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
            return columns <= 0 ? USUAL_WIDTH : Math.max(NARROWEST, columns);
        } catch (NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }

    /** Whether a person looks at it. */
    public boolean isInteractive() {
        return interactive;
    }

    /** Whether it shows colours. */
    public boolean hasColours() {
        return colours;
    }

    /** Columns of a line. */
    public int width() {
        return width;
    }

    /** Whether nobody reads any more what is printed: the reader of a pipe is gone. */
    public synchronized boolean isClosed() {
        return out.checkError();
    }

    public synchronized void line(String line) {
        out.println((interactive ? ERASE_LINE : "") + line);
        out.flush();
    }

    /** A line beside the output, for the person who started the command: a program that reads the output doesn't see it. */
    public synchronized void note(String line) {
        passing("");
        errors.println(line);
        errors.flush();
    }

    /** A line that the next one replaces; nothing where nobody looks. */
    public synchronized void passing(String line) {
        if (interactive) {
            out.print(ERASE_LINE + (line.length() < width ? line : line.substring(0, width - 1)));
            out.flush();
        }
    }

    /** Clears the screen, for a view that is printed again and again. */
    public synchronized void clear() {
        if (interactive) {
            out.print("\033[H\033[2J");
        }
    }

    /** The text in a style, where there are colours. */
    public String styled(Style style, String text) {
        return colours ? "\033[" + style.code + "m" + text + "\033[0m" : text;
    }
}
