package io.sluicegate.launcher.cli;

import java.util.Locale;

/**
 * The room that is left on a disk, and whether it is enough for a stage or a broker.
 *
 * @param free in bytes
 */
public record DiskRoom(long free) {
    private static final long MIB = 1L << 20;
    private static final long FULL = 256 * MIB;
    private static final long SCARCE = 2048 * MIB;
    private static final double MIB_OF_A_GIB = 1024;
    private static final long WHOLE_GIB = 10 * 1024;

    /** So little that the next write may fail. */
    public boolean isFull() {
        return free < FULL;
    }

    /** So little that a person should make room. */
    public boolean isScarce() {
        return free < SCARCE;
    }

    /** For example {@code 200 MiB are free}. */
    public String words() {
        return (free < WHOLE_GIB * MIB
                        ? free / MIB + " MiB"
                        : String.format(Locale.ROOT, "%.0f GiB", free / MIB_OF_A_GIB / MIB))
                + " are free";
    }
}
