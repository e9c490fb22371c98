package io.sluicegate.launcher.demo;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The closing lines of the demo. */
final class Conclusion {
    private Conclusion() {}

    /** Each step with its time, and whether the loop closed. */
    static List<String> lines(DemoReport account) {
        var steps = account.results().stream().map(Conclusion::line);
        var tried = account.results().stream().map(StepResult::step).toList();
        var missing = account.missing().stream()
                .filter(step -> !tried.contains(step))
                .map(step -> "  ----            " + step.meaning() + ": not reached");
        return Stream.of(Stream.of("What happened:"), steps, missing, Stream.of(verdict(account)))
                .flatMap(lines -> lines)
                .toList();
    }

    private static String line(StepResult result) {
        return String.format(
                Locale.ROOT,
                "  %s %6.1f s  %s: %s",
                result.happened() ? "ok  " : "FAIL",
                result.at().toMillis() / 1000.0,
                result.step().meaning(),
                result.summary());
    }

    private static String verdict(DemoReport account) {
        return account.closed()
                ? "The loop is closed."
                : "The loop did not close: " + account.missing().size() + " steps did not succeed.";
    }

    /** How to look with other tools while the demo keeps running. */
    static List<String> whereToLook(Loop loop, long eventsPerSecond) {
        return List.of(
                "The stages keep running until Ctrl-C, with " + eventsPerSecond
                        + " events a second from now on. Look around:",
                "  console          " + loop.page(),
                "  metrics          " + loop.page() + "/metrics",
                "  bootstrap        " + loop.bootstrap(),
                "  schema registry  " + loop.registry(),
                "  topics           " + String.join(" ", loop.topics()));
    }
}
