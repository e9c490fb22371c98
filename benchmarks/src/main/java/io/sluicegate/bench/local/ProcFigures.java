package io.sluicegate.bench.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The figures of a process, from Linux.
 *
 * @param rssKib resident memory
 * @param threads threads
 * @param files open files
 * @param cpuMs processor time so far, user and system
 */
public record ProcFigures(long rssKib, int threads, int files, long cpuMs) {
    private static final int UTIME = 11;
    private static final int STIME = 12;

    /** A tick of {@code /proc/PID/stat}: 100 a second on every Linux that Java runs on. */
    private static final long TICK_MS = 10;

    /** Now. */
    public static ProcFigures of(long pid) throws IOException {
        var folder = Path.of("/proc", Long.toString(pid));
        return of(Files.readString(folder.resolve("status")), Files.readString(folder.resolve("stat")), count(folder));
    }

    static ProcFigures of(String status, String stat, int files) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
        return new ProcFigures(number(status, "VmRSS:"), (int) number(status, "Threads:"), files, ticks * TICK_MS);
    }

    private static int count(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve("fd"))) {
            return (int) files.count();
        }
    }

    private static long number(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(
                        Arrays.stream(line.substring(field.length()).trim().split(" ", -1))
                                .findFirst()
                                .orElseThrow()))
                .findFirst()
                .orElseThrow();
    }
}
