package io.sluicegate.runtime.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What ties a child process to its parent: the child's standard input is a pipe that only the parent holds. When the parent ends, by exit
 * or by SIGKILL, the system closes the pipe, and a thread of the child that waits on the pipe ends the child, whatever its other threads do.
 * A child of our own code needs no shell around it for that.
 */
public final class Lifeline {
    private static final int LOST = 143;
    private static final Path FIRST_TO_GO = Path.of("/proc/self/oom_score_adj");
    private static final String MOST = "1000";

    private Lifeline() {}

    /** Ends this process when its standard input ends; and lets Linux kill this process before any other when memory is short. */
    public static void hold() {
        var thread = new Thread(() -> awaitEnd(System.in), "sluicegate-lifeline");
        thread.setDaemon(true);
        thread.start();
        goFirst();
    }

    private static void awaitEnd(InputStream parent) {
        try {
            while (parent.read() >= 0) {
                Thread.onSpinWait(); // the parent writes nothing
            }
        } catch (IOException e) {
            // the pipe is gone, too
        }
        Runtime.getRuntime().halt(LOST);
    }

    private static void goFirst() {
        try {
            if (Files.isWritable(FIRST_TO_GO)) {
                Files.writeString(FIRST_TO_GO, MOST, StandardOpenOption.WRITE);
            }
        } catch (IOException e) {
            // the kernel then chooses by size, as for all processes
        }
    }
}
