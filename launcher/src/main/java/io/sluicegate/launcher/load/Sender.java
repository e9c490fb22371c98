package io.sluicegate.launcher.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends each event when it is due, or as soon after as this machine and Kafka let it. */
final class Sender {
    private static final long LONGEST_PARK = 200_000;
    private static final long MICRO = 1_000;
    private static final int DIGITS = 3;
    /** After so many sends that Kafka let wait in vain, there is no point in going on. */
    private static final int MOST_BLOCKED = 3;

    private final long[] due;
    private final EventMaker events;
    private final Producer<byte[], byte[]> producer;
    private final Optional<EventIds.Places> places;
    private final Histogram lateMicros = new Histogram(DIGITS);
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile @Nullable Exception fault;
    private volatile boolean done;
    private int blocked;

    /** @param places learns where events lie, if they have no ids */
    Sender(long[] due, EventMaker events, Producer<byte[], byte[]> producer, Optional<EventIds.Places> places) {
        this.due = due;
        this.events = events;
        this.producer = producer;
        this.places = places;
    }

    void send(long start) {
        try {
            for (int number = 0; number < due.length && blocked < MOST_BLOCKED; number++) {
                awaitDue(start + due[number]);
                var now = System.nanoTime();
                lateMicros.recordValue(Math.max(0, (now - start - due[number]) / MICRO));
                send(number, Duration.ofNanos(now - start));
            }
            producer.flush();
        } catch (RuntimeException e) {
            fault = e;
        } finally {
            done = true;
        }
    }

    private static void awaitDue(long time) {
        for (var ahead = time - System.nanoTime(); ahead > 0; ahead = time - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(ahead, LONGEST_PARK));
        }
    }

    private void send(int number, Duration since) {
        var event = events.make(number, Instant.now(), since);
        try {
            var unused = producer.send(event, (place, e) -> answered(number, place, e));
        } catch (KafkaException e) {
            blocked++;
            answered(number, null, e);
        }
        sent.incrementAndGet();
    }

    private void answered(int number, @Nullable RecordMetadata place, @Nullable Exception e) {
        if (e != null) {
            refused.incrementAndGet();
            fault = e;
        } else if (place != null) {
            places.ifPresent(it -> it.lies(place.topic(), place.partition(), place.offset(), number));
        }
    }

    /** When the last event is due. */
    long lastDue() {
        return due.length == 0 ? 0 : due[due.length - 1];
    }

    int sent() {
        return sent.get();
    }

    /** Events that Kafka hasn't refused. */
    int accepted() {
        return sent.get() - refused.get();
    }

    int refused() {
        return refused.get();
    }

    boolean isDone() {
        return done;
    }

    /** The last fault of the sending, if there was one. */
    Optional<Exception> fault() {
        return Optional.ofNullable(fault);
    }

    /** How late events were sent; read it once the sending is done. */
    Histogram lateMicros() {
        return lateMicros;
    }
}
