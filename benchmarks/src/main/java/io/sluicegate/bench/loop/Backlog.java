package io.sluicegate.bench.loop;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;

/**
 * A backlog that is worked off.
 *
 * @param workers who works it off
 * @param records how many records there are
 */
public record Backlog(String workers, long records) {
    private static final Duration STALL = Duration.ofSeconds(60);

    /** A figure of this moment. */
    @FunctionalInterface
    public interface Figure {
        long now() throws IOException, InterruptedException;
    }

    /**
     * Looks at how far it is until it is done; fails when nothing moves.
     *
     * @param done how many records are done
     * @param cpuMs processor time used so far, without that of the JVM's compilers
     */
    public Progress.Pace pace(Figure done, Figure cpuMs) throws IOException, InterruptedException {
        var looks = new ArrayList<Progress>();
        long begin = System.nanoTime();
        long moved = begin;
        long last = 0;
        while (last < records) {
            long now = done.now();
            looks.add(new Progress((System.nanoTime() - begin) / 1e9, now, cpuMs.now()));
            moved = now > last ? System.nanoTime() : moved;
            last = Math.max(last, now);
            if (System.nanoTime() - moved > STALL.toNanos()) {
                throw new CommandFailed(
                        Message.BENCHMARK_FAILED,
                        workers + " did " + last + " of " + records + " records, then nothing for " + STALL.toSeconds()
                                + " s");
            }
        }
        return Progress.Pace.of(looks);
    }
}
