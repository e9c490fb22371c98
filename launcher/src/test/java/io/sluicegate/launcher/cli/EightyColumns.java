package io.sluicegate.launcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A terminal of eighty columns, as a person sees it: lines that were replaced are gone, colours are left out, and a line that is too
 * long goes on in the next one.
 */
public final class EightyColumns {
    public static final int WIDTH = 80;

    /** Colours, the clearing of a line, or any other character. */
    private static final Pattern PART = Pattern.compile("\033\\[[0-9;]*m|\033\\[K|[^\033]", Pattern.DOTALL);

    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private int column;
    private boolean broken;

    private EightyColumns() {}

    /** The screen once all has been printed. */
    public static EightyColumns after(Consumer<Terminal> printing) {
        return of(bytes(true, printing));
    }

    /** The screen once a program's output has been shown. */
    public static EightyColumns of(String output) {
        var screen = new EightyColumns();
        PART.matcher(output).results().forEach(part -> screen.print(part.group()));
        return screen;
    }

    /** Whether the terminal itself had to break a line, within a word as it comes. */
    public boolean isBroken() {
        return broken;
    }

    /** What comes out of a pipe. */
    public static String pipe(Consumer<Terminal> printing) {
        return bytes(false, printing);
    }

    private static String bytes(boolean interactive, Consumer<Terminal> printing) {
        var bytes = new ByteArrayOutputStream();
        printing.accept(Terminal.of(
                new PrintStream(bytes, true, UTF_8), interactive, Map.of("COLUMNS", String.valueOf(WIDTH))));
        return bytes.toString(UTF_8);
    }

    private void print(String part) {
        switch (part) {
            case "\r" -> column = 0;
            case "\n" -> newLine();
            case "\033[K" -> line().setLength(Math.min(line().length(), column));
            default -> {
                if (!part.startsWith("\033")) {
                    character(part);
                }
            }
        }
    }

    private void character(String character) {
        if (column == WIDTH) {
            broken = true;
            newLine();
        }
        line().setLength(Math.max(line().length(), column));
        line().replace(column, Math.min(column + 1, line().length()), character);
        column++;
    }

    private void newLine() {
        lines.add(new StringBuilder());
        column = 0;
    }

    private StringBuilder line() {
        return lines.get(lines.size() - 1);
    }

    /** What a person reads. */
    public String text() {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.toString().stripTrailing()).append('\n'));
        return text.toString().stripTrailing() + "\n";
    }
}
