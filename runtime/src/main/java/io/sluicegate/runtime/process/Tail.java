package io.sluicegate.runtime.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The last part of what a process prints. It is read as it comes, so that the process never waits for a reader. */
final class Tail implements Runnable {
    private static final int KEPT = 1 << 16;

    private final InputStream output;
    private final byte[] last = new byte[KEPT];
    private long size;

    Tail(InputStream output) {
        this.output = output;
    }

    @Override
    public void run() {
        var chunk = new byte[KEPT];
        try (output) {
            for (var read = output.read(chunk); read >= 0; read = output.read(chunk)) {
                keep(chunk, read);
            }
        } catch (IOException e) {
            // the process was killed, and its pipe closed
        }
    }

    private synchronized void keep(byte[] chunk, int count) {
        for (var i = 0; i < count; i++) {
            last[(int) (size++ % KEPT)] = chunk[i];
        }
    }

    /** The text so far. */
    synchronized String text() {
        var count = (int) Math.min(size, KEPT);
        var text = new byte[count];
        for (var i = 0; i < count; i++) {
            text[i] = last[(int) ((size - count + i) % KEPT)];
        }
        return new String(text, StandardCharsets.UTF_8);
    }
}
