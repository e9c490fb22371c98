package io.sluicegate.runtime.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The most memory that a process has had resident so far, as Linux counts it: {@code VmHWM} in {@code /proc/PID/status}. */
final class PeakMemory {
    private static final Path PROC = Path.of("/proc");
    private static final String PEAK = "VmHWM:";
    private static final int KIB = 1024;

    private PeakMemory() {}

    /** Whether this system says how much memory processes have. */
    static boolean isKnown() {
        return of(ProcessHandle.current().pid()).isPresent();
    }

    /** The peak in bytes; empty if the process has ended, or the system doesn't say. */
    static OptionalLong of(long pid) {
        try {
            return Files.readString(PROC.resolve(pid + "/status"), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(PeakMemory::bytes)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static long bytes(String line) {
        return KIB
                * Long.parseLong(line.substring(PEAK.length()).replace("kB", "").trim());
    }
}
