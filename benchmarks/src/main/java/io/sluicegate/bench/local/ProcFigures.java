package io.sluicegate.bench.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The figures of a process, from Linux.
 *
 * @param rssKib resident memory
 * @param threads threads
 * @param files open files
 * @param cpuMs processor time so far, user and system
 * @param compilingMs how much of it the JVM's compilers took
 */
public record ProcFigures(long rssKib, int threads, int files, long cpuMs, long compilingMs) {
    private static final int UTIME = 11;
    private static final int STIME = 12;

    /** A tick of {@code /proc/PID/stat}: 100 a second on every Linux that Java runs on. */
    private static final long TICK_MS = 10;

    /** The names of the compilers' threads, of which Linux keeps 15 characters. */
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] CompilerThre\\)");

    /** Now. */
    public static ProcFigures of(long pid) throws IOException {
        var folder = Path.of("/proc", Long.toString(pid));
        return of(
                Files.readString(folder.resolve("status")),
                Files.readString(folder.resolve("stat")),
                threads(folder.resolve("task")),
                count(folder));
    }

    /**
     * @param stat the process's
     * @param threads those of its threads
     */
    static ProcFigures of(String status, String stat, List<String> threads, int files) {
        long compiling = threads.stream()
                .filter(thread -> COMPILER.matcher(thread).find())
                .mapToLong(ProcFigures::cpuMs)
                .sum();
        return new ProcFigures(
                number(status, "VmRSS:"), (int) number(status, "Threads:"), files, cpuMs(stat), compiling);
    }

    /** Processor time without the compilers', which ends once a process has run for some minutes. */
    public long workMs() {
        return cpuMs - compilingMs;
    }

    private static long cpuMs(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) * TICK_MS;
    }

    private static List<String> threads(Path folder) throws IOException {
        try (var threads = Files.list(folder)) {
            return threads.map(ProcFigures::stat).flatMap(Optional::stream).toList();
        }
    }

    /** Empty for a thread that has ended meanwhile. */
    private static Optional<String> stat(Path thread) {
        try {
            return Optional.of(Files.readString(thread.resolve("stat")));
        } catch (IOException e) {
            return Optional.empty();
        }
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
