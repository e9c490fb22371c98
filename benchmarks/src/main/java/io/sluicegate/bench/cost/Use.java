package io.sluicegate.bench.cost;

import io.sluicegate.bench.local.RunningStage;
import io.sluicegate.bench.local.Scrape;
import io.sluicegate.bench.loop.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/** The growth of a stage's meters over the part of a backlog that counts. */
final class Use {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final RunningStage stage;
    private final long records;
    private Optional<Scrape> warm = Optional.empty();
    private Optional<Scrape> end = Optional.empty();
    private long from;

    /** @param records records of the backlog */
    Use(RunningStage stage, long records) {
        this.stage = stage;
        this.records = records;
    }

    /** Notes the meters at this progress, if it is one that counts; returns the progress. */
    long at(long done) throws IOException {
        if (warm.isEmpty() && done >= Progress.Pace.WARM * records) {
            warm = Optional.of(stage.scrape());
            from = done;
        }
        if (done >= records) {
            end = Optional.of(stage.scrape());
        } else {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return done;
    }

    /** The bytes that the stage's JVM had allocated: until its last collection, and since then. */
    static double allocated(Scrape scrape) {
        return scrape.sum("jvm_gc_memory_allocated_bytes_total", "")
                + scrape.sum("jvm_memory_used_bytes", "Eden Space");
    }

    /** How much a figure grew with each record. */
    double perRecord(ToDoubleFunction<Scrape> figure) {
        var grown = figure.applyAsDouble(end.orElseThrow()) - figure.applyAsDouble(warm.orElseThrow());
        return grown / Math.max(1, records - from);
    }
}
