package io.sluicegate.bench.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Sends records by the clock, whether or not predictions come, and notes how long after its scheduled time each prediction is seen.
 * So a subject that stalls doesn't slow down its questioner, and its stall counts for every record that was due in it.
 */
final class OpenLoop {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LONGEST_PARK_NS = 200_000;
    private static final double WARM_UP = 0.2;
    private static final int DIGITS = 3;

    private final Pool pool;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final double rate;
    private final int count;
    private final Histogram micros = new Histogram(DIGITS);

    /** @param consumer of the predictions, at their end */
    OpenLoop(
            Pool pool,
            KafkaProducer<byte[], byte[]> producer,
            KafkaConsumer<byte[], byte[]> consumer,
            double rate,
            double seconds) {
        this.pool = pool;
        this.producer = producer;
        this.consumer = consumer;
        this.rate = rate;
        this.count = Math.max(1, (int) (rate * seconds));
    }

    Latency run() throws InterruptedException {
        var start = System.nanoTime();
        var sender = new Thread(() -> send(start), "open-loop");
        sender.start();
        try {
            receive(start);
        } finally {
            sender.join();
        }
        return Latency.of(rate, micros);
    }

    private long due(long start, int number) {
        return start + (long) (number * (1e9 / rate));
    }

    private void send(long start) {
        for (int number = 0; number < count; number++) {
            for (var ahead = due(start, number) - System.nanoTime();
                    ahead > 0;
                    ahead = due(start, number) - System.nanoTime()) {
                LockSupport.parkNanos(Math.min(ahead, LONGEST_PARK_NS));
            }
            var unused = producer.send(pool.record(number)); // one that is lost would be missing in the count
        }
        producer.flush();
    }

    private void receive(long start) {
        var deadline = due(start, count) + PATIENCE.toNanos();
        int seen = 0;
        while (seen < count) {
            var records = consumer.poll(POLL);
            var now = System.nanoTime();
            for (var record : records) {
                note(now - due(start, number(record.key())), number(record.key()));
            }
            seen += records.count();
            if (now > deadline) {
                throw new IllegalStateException("only " + seen + " of " + count + " predictions came");
            }
        }
    }

    private void note(long nanos, int number) {
        if (number >= count * WARM_UP) {
            micros.recordValue(Math.max(0, nanos / 1000));
        }
    }

    private static int number(byte[] key) {
        return Integer.parseInt(new String(key, UTF_8));
    }
}
