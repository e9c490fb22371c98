package io.sluicegate.runtime.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * The commits that one stream thread asks for. Its consumer says what it polled, and its processors say when they have processed a
 * record. With the last polled record processed and nothing left on the broker, the thread asks for a commit, unless the last one
 * ended less than the floor ago: then it asks when the floor is over. The floor is at least so many times as long as the last commit
 * took, so that commits take a bounded share of a thread's time, and fewer are asked for where the machine or the brokers are busy. The
 * more records wait on the broker, the longer the thread waits, up to the commit interval. With a backlog it asks for nothing: Kafka
 * Streams commits at that interval by itself, and doesn't count commits that were asked for.
 */
public final class ThreadPace {
    /** From so many records waiting on the broker on, the commit interval alone applies. */
    private static final long BACKLOG = 1_000;

    /** Kafka Streams schedules nothing sooner. */
    private static final long LEAST_SCHEDULE = Duration.ofMillis(1).toNanos();

    private final boolean asks;
    private final long floor;
    private final int rest;
    private final long interval;
    private final LongSupplier nanos;
    private long left;
    private long behind;
    private long ended;
    private long took;
    private long asked;
    private boolean asking;
    private @Nullable Cancellable later;
    private long due;

    ThreadPace(Optional<Duration> floor, int rest, Duration interval, LongSupplier nanos) {
        this.asks = floor.isPresent();
        this.floor = floor.orElse(interval).toNanos();
        this.rest = rest;
        this.interval = interval.toNanos();
        this.nanos = nanos;
        this.ended = nanos.getAsLong() - this.interval;
    }

    /** Whether a consumer needs to say what it polled. */
    boolean asks() {
        return asks;
    }

    /**
     * Called before a poll, when a commit that was asked for has ended.
     *
     * @param timeout how long the poll may wait
     * @return how long it may wait so that the next commit is in time
     */
    Duration polling(Duration timeout) {
        var now = nanos.getAsLong();
        if (asking) {
            asking = false;
            ended = now;
            took = now - asked;
        }
        return later == null || timeout.toNanos() <= due - now ? timeout : Duration.ofNanos(Math.max(0, due - now));
    }

    /**
     * Called after a poll.
     *
     * @param records how many records were polled
     * @param waiting how many records wait on the broker
     */
    void polled(int records, long waiting) {
        if (records > 0) {
            left = records;
            behind = waiting;
        }
    }

    /** Called by a processor after each record. */
    public void processed(ProcessorContext<?, ?> context) {
        if (!asks || --left > 0 || behind >= BACKLOG) {
            return;
        }
        var now = nanos.getAsLong();
        due = ended + pause();
        if (now >= due) {
            ask(context);
        } else if (later == null && behind == 0) {
            var wait = Math.max(due - now, LEAST_SCHEDULE);
            later = context.schedule(Duration.ofNanos(wait), PunctuationType.WALL_CLOCK_TIME, time -> ask(context));
        }
    }

    private long pause() {
        var least = Math.min(interval, Math.max(floor, rest * took));
        return least + (interval - least) * behind / BACKLOG;
    }

    private void ask(ProcessorContext<?, ?> context) {
        context.commit();
        asked = nanos.getAsLong();
        asking = true;
        forget();
    }

    /** Called when a task ends: the thread's scheduled request may have been the task's. */
    public void forget() {
        if (later != null) {
            later.cancel();
            later = null;
        }
    }
}
