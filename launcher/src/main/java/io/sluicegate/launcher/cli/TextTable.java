package io.sluicegate.launcher.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Columns of text under a heading; numbers stand to the right. On a terminal the last column is cut where the line is full, or stands
 * below its row; in a pipe each row is one whole line.
 */
public final class TextTable {
    private static final String GAP = "  ";
    private static final String CUT = "…";
    private static final String BELOW = "    ";

    private final List<String> heading;
    private final List<List<String>> rows = new ArrayList<>();
    private boolean lastBelow;

    public TextTable(String... heading) {
        this.heading = List.of(heading);
    }

    /** Adds a row; what is null prints as a dash. */
    public TextTable row(@org.jspecify.annotations.Nullable Object... cells) {
        rows.add(Arrays.stream(cells)
                .map(cell -> cell == null ? "-" : cell.toString())
                .toList());
        return this;
    }

    /** Puts the last column below its row where a terminal has no room for it, instead of cutting it. */
    public TextTable lastBelow() {
        lastBelow = true;
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public void print(Terminal terminal) {
        if (lastBelow && terminal.isInteractive() && width() > terminal.width()) {
            printLastBelow(terminal);
            return;
        }
        var widths = widths();
        terminal.line(terminal.styled(Terminal.Style.DIM, line(heading, widths, terminal)));
        rows.forEach(row -> terminal.line(line(row, widths, terminal)));
    }

    private void printLastBelow(Terminal terminal) {
        int last = heading.size() - 1;
        var first = new TextTable(heading.subList(0, last).toArray(String[]::new));
        rows.forEach(row -> first.rows.add(row.subList(0, last)));
        var widths = first.widths();
        terminal.line(terminal.styled(Terminal.Style.DIM, first.line(first.heading, widths, terminal)));
        terminal.line(terminal.styled(Terminal.Style.DIM, BELOW + heading.get(last)));
        for (var row : rows) {
            terminal.line(first.line(row.subList(0, last), widths, terminal));
            Wrapped.lines(BELOW + row.get(last), BELOW, terminal.width()).forEach(terminal::line);
        }
    }

    /** The columns of the longest line. */
    public int width() {
        return Arrays.stream(widths()).sum() + GAP.length() * (heading.size() - 1);
    }

    private int[] widths() {
        return IntStream.range(0, heading.size()).map(this::widest).toArray();
    }

    private int widest(int column) {
        return Math.max(
                heading.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }

    private String line(List<String> cells, int[] widths, Terminal terminal) {
        var line = IntStream.range(0, cells.size())
                .mapToObj(column -> padded(cells.get(column), widths[column], isNumeric(column)))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
        var isCut = terminal.isInteractive() && line.length() > terminal.width();
        return isCut ? line.substring(0, terminal.width() - 1) + CUT : line;
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column).matches("[-+]?[0-9][0-9,.]*( ?%)?|-"));
    }

    private static String padded(String cell, int width, boolean right) {
        var spaces = " ".repeat(width - cell.length());
        return right ? spaces + cell : cell + spaces;
    }
}
