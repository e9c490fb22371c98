package io.sluicegate.launcher.records.tail;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.Terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table that grows line by line. Its columns have their widths from the start, because nobody knows what comes; a cell that is longer
 * is cut. Control characters are left out, so that no record moves the cursor.
 */
final class TailTable {
    private static final String GAP = "  ";
    private static final String CUT = "…";

    private final Kind kind;
    private final List<Column> columns;
    private final Terminal terminal;
    private final List<Integer> widths;
    private boolean begun;

    TailTable(Kind kind, List<Column> columns, Terminal terminal) {
        this.kind = kind;
        this.columns = columns;
        this.terminal = terminal;
        this.widths = widths(columns, terminal.width());
    }

    private static List<Integer> widths(List<Column> columns, int room) {
        var least = columns.stream().mapToInt(Column::width).sum() + GAP.length() * (columns.size() - 1);
        var shares = columns.stream().mapToInt(Column::share).sum();
        var left = Math.max(0, room - 1 - least); // one less: some terminals wrap a full line
        var widths = new ArrayList<Integer>();
        columns.forEach(it -> widths.add(it.width() + (shares == 0 ? 0 : left * it.share() / shares)));
        return widths;
    }

    void show(Seen seen) {
        if (!begun) {
            begun = true;
            terminal.line(terminal.styled(
                    Style.DIM, line(columns.stream().map(Column::name).toList())));
        }
        if (seen.flaw().isPresent() && kind != Kind.DEAD_LETTERS) {
            terminal.line(terminal.styled(Style.YELLOW, cut(flaw(seen), terminal.width() - 1)));
            return;
        }
        terminal.line(
                line(columns.stream().map(it -> plain(it.cell().apply(seen))).toList()));
        Columns.details(kind, seen)
                .forEach(it ->
                        terminal.line(terminal.styled(Style.DIM, cut(GAP + GAP + plain(it), terminal.width() - 1))));
    }

    private static String flaw(Seen seen) {
        var flaw = seen.flaw().orElseThrow();
        return plain(Cells.time(seen.time()) + GAP + seen.key().orElse("-") + GAP + seen.place() + GAP
                + "can't be decoded: " + flaw.code() + ", " + flaw.message());
    }

    private String line(List<String> cells) {
        var line = IntStream.range(0, cells.size())
                .mapToObj(i -> padded(
                        cut(cells.get(i), widths.get(i)),
                        widths.get(i),
                        columns.get(i).isNumber()))
                .collect(Collectors.joining(GAP));
        return cut(line.stripTrailing(), terminal.width() - 1);
    }

    private static String padded(String cell, int width, boolean right) {
        var spaces = " ".repeat(width - cell.length());
        return right ? spaces + cell : cell + spaces;
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + CUT;
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
