package io.sluicegate.launcher.cases;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.Terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Results as text: a line for each case, and what was expected and found side by side. */
final class CaseText {
    private static final double NANOS = 1e9;

    private CaseText() {}

    static void print(Terminal terminal, CaseResult result) {
        var mark = result.isSuccess() ? terminal.styled(Style.GREEN, "ok    ") : terminal.styled(Style.RED, "FAILED");
        terminal.line(mark + "  " + result.suite().name() + ": " + result.of().name()
                + String.format(Locale.ROOT, "  (%.2f s)", result.taken().toNanos() / NANOS));
        result.error().ifPresent(error -> terminal.line("          " + error));
        differences(result.differences()).forEach(line -> terminal.line("          " + line));
    }

    /** A table of the differences; nothing of it is cut. */
    static List<String> differences(List<Difference> differences) {
        if (differences.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<Difference>();
        all.add(new Difference("where", "expected", "found"));
        all.addAll(differences);
        int first = widest(all, Difference::where);
        int second = widest(all, Difference::expected);
        return all.stream()
                .map(it -> padded(it.where(), first) + "  " + padded(it.expected(), second) + "  " + it.found())
                .toList();
    }

    private static int widest(List<Difference> all, Function<Difference, String> column) {
        return all.stream().mapToInt(it -> column.apply(it).length()).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
