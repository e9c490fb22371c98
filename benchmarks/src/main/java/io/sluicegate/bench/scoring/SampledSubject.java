package io.sluicegate.bench.scoring;

import io.sluicegate.sandbox.JvmProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A subject's JVM, and the file that it writes samples to.
 *
 * @param patience how long a sample may take
 */
public record SampledSubject(JvmProcess jvm, Path samples, Duration patience) {
    /** How long to wait between two looks at a subject. */
    public static final long LOOK_MS = 100;

    /** Fails if the subject has ended. */
    public void check() {
        if (!jvm.isAlive()) {
            throw new IllegalStateException("the subject ended by itself; see " + jvm.log());
        }
    }

    /** The samples, once the last of them is later than the moment. */
    public List<Sample> until(double ms) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var written = Sample.read(samples);
            if (!written.isEmpty() && written.get(written.size() - 1).atMs() > ms) {
                return written;
            }
            check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the subject wrote no sample for " + patience + "; see " + jvm.log());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }
}
