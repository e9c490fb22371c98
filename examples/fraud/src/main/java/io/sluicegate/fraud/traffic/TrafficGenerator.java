package io.sluicegate.fraud.traffic;

import io.sluicegate.fraud.world.FraudWorld;
import io.sluicegate.fraud.world.GeneratedEvent;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the world to Kafka: each event when simulated time reaches it, each label when its truth becomes known. The load is open-loop:
 * events and labels are sent when due, however slow their readers are. Those due before the start are sent at once.
 *
 * <p>One thread sends; {@link #switchDrift()}, {@link #pause()} and {@link #counts()} may be called from any. Labels that aren't known
 * yet at closing are never written.
 */
public final class TrafficGenerator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficGenerator.class);
    private static final long REST_NANOS = Duration.ofMillis(2).toNanos();
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final FraudWorld world;
    private final SimulatedClock clock;
    private final InstantSource wall;
    private final TrafficWriter writer;
    private final PriorityQueue<GeneratedEvent> unlabelled =
            new PriorityQueue<>(Comparator.comparing(GeneratedEvent::labelKnownAt));
    private final Thread thread = new Thread(this::run, "fraud-traffic");
    private volatile boolean running = true;
    private final Lock sending = new ReentrantLock();
    private volatile boolean drift;
    private volatile boolean paused;
    private volatile Optional<Exception> failure = Optional.empty();
    private volatile TrafficCounts counts;
    private GeneratedEvent next;

    /** Registers the schemas of events and labels; sends nothing before {@link #start()}. */
    public TrafficGenerator(
            FraudWorld world, SimulatedClock clock, InstantSource wall, String events, Topics topics, Clients clients) {
        this.world = world;
        this.clock = clock;
        this.wall = wall;
        this.writer = new TrafficWriter(events, topics.labels(), clients);
        this.counts = new TrafficCounts(0, 0, 0, clock.start(), Optional.empty());
        this.next = world.next();
    }

    public void start() {
        thread.start();
    }

    /** Switches to the drifted world now. */
    public void switchDrift() {
        drift = true;
    }

    /** Stops sending, and returns once everything sent is written. */
    public void pause() {
        sending.lock();
        try {
            paused = true;
            writer.flush();
        } finally {
            sending.unlock();
        }
    }

    /** Ends a pause; events and labels that became due meanwhile are sent at once. */
    public void resume() {
        paused = false;
    }

    public TrafficCounts counts() {
        return counts;
    }

    /** Why the generator stopped by itself; empty if it didn't. */
    public Optional<Exception> failure() {
        return failure;
    }

    private void run() {
        try {
            while (running && failure.isEmpty()) {
                goOn();
                LockSupport.parkNanos(REST_NANOS);
                writer.failure().ifPresent(this::stop);
            }
        } catch (RuntimeException e) {
            stop(e);
        }
    }

    private void goOn() {
        sending.lock();
        try {
            if (!paused) {
                var now = clock.at(wall.instant());
                switchIfAsked(now);
                sendDue(now);
            }
        } finally {
            sending.unlock();
        }
    }

    private void switchIfAsked(Instant now) {
        if (drift && counts.driftedAt().isEmpty()) {
            world.driftAt(now);
            counts = counts.drifted(now);
            LOG.atInfo().addKeyValue("simulatedTime", now).log("switched to the drifted world");
        }
    }

    private void sendDue(Instant now) {
        while (running && !next.event().getOccurredAt().isAfter(now)) {
            writer.send(next.event());
            unlabelled.add(next);
            counts = counts.event(next.fraud());
            next = world.next();
        }
        while (running
                && !unlabelled.isEmpty()
                && !unlabelled.element().labelKnownAt().isAfter(now)) {
            writer.send(unlabelled.remove().label());
            counts = counts.label();
        }
        counts = counts.at(now);
    }

    private void stop(Exception e) {
        failure = Optional.of(e);
        LOG.atError()
                .setCause(e)
                .log("traffic stopped: can't write a record; check the broker and start the traffic again");
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join(DRAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.close();
    }
}
