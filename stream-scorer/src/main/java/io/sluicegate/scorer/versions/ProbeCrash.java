package io.sluicegate.scorer.versions;

import io.sluicegate.runtime.process.BoundedProcess.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The crash of a probe's child process, in words.
 *
 * @param report the file that the JVM writes its own report to, if it can
 */
record ProbeCrash(Path report) {
    private static final int SIGNALS = 128;
    private static final Map<Integer, String> NAMES =
            Map.of(4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");
    private static final Pattern SIGNAL = Pattern.compile("(?m)^#\\s+(SIG[A-Z]+)\\b");
    private static final String FRAME = "# Problematic frame:";
    private static final int KILLED = SIGNALS + 9;

    /** For example {@code SIGABRT, at C [libonnxruntime.so+0x1a2b3c]; see FILE}. */
    String cause(End.Exited exited) {
        if (exited.code() == KILLED) {
            return "SIGKILL, which the system sends when memory is short";
        }
        return signal(exited.output()).orElseGet(() -> ending(exited.code()))
                + frame(exited.output()).map(frame -> ", at " + frame).orElse("")
                + (Files.exists(report) ? "; see " + report : "");
    }

    /** The signal by the JVM's own report: after that a JVM that writes no core dump ends with code 1. */
    private static Optional<String> signal(String output) {
        return SIGNAL.matcher(output).results().map(found -> found.group(1)).findFirst();
    }

    private static String ending(int code) {
        return code > SIGNALS ? NAMES.getOrDefault(code - SIGNALS, "signal " + (code - SIGNALS)) : "exit code " + code;
    }

    private static Optional<String> frame(String output) {
        return output.lines()
                .dropWhile(line -> !line.startsWith(FRAME))
                .skip(1)
                .findFirst()
                .map(line -> line.replace("#", "").strip().replaceAll("\\s+", " "))
                .filter(frame -> !frame.isEmpty());
    }

    /** The last line of an output that says something. */
    static String lastLine(String output) {
        return output.lines()
                .filter(line -> !line.isBlank())
                .reduce((first, second) -> second)
                .map(String::strip)
                .orElse("it said nothing");
    }
}
