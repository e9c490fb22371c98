package io.sluicegate.launcher.doctor;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.Terminal.Style;
import io.sluicegate.launcher.doctor.Finding.State;
import io.sluicegate.runtime.http.Json;
import io.sluicegate.runtime.service.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all checks found.
 *
 * @param pipeline the pipeline; empty if only the machine was examined
 */
record Report(String pipeline, List<Examination> examinations) {

    int exitCode() {
        return (worst() == State.PROBLEM ? ExitCode.UNEXPECTED : ExitCode.OK).code();
    }

    Map<String, Object> json() {
        return Json.object(
                "pipeline",
                pipeline,
                "state",
                worst(),
                "checks",
                examinations.stream().map(Examination::json).toList());
    }

    private State worst() {
        return Finding.worst(findings().toList());
    }

    private Stream<Finding> findings() {
        return examinations.stream().flatMap(it -> it.findings().stream());
    }

    void print(Terminal terminal) {
        for (var examination : examinations) {
            for (var finding : examination.findings()) {
                print(terminal, examination.check(), finding);
            }
        }
        terminal.line("");
        terminal.line(Stream.of(State.PROBLEM, State.WARNING, State.UNKNOWN, State.OK)
                .map(this::count)
                .collect(Collectors.joining(", ")));
    }

    private static void print(Terminal terminal, String check, Finding finding) {
        var state = String.format(Locale.ROOT, "%-7s", finding.state());
        terminal.line(terminal.styled(style(finding.state()), state) + String.format(Locale.ROOT, "  %-14s  ", check)
                + finding.where() + ": " + finding.what());
        if (!finding.remedy().isEmpty()) {
            terminal.line(" ".repeat(25) + "→ " + finding.remedy());
        }
    }

    private static Style style(State state) {
        return switch (state) {
            case OK -> Style.GREEN;
            case UNKNOWN -> Style.DIM;
            case WARNING -> Style.YELLOW;
            case PROBLEM -> Style.RED;
        };
    }

    private String count(State state) {
        var count = findings().filter(it -> it.state() == state).count();
        return count + " " + (state == State.OK || state == State.UNKNOWN || count == 1 ? state : state + "s");
    }
}
