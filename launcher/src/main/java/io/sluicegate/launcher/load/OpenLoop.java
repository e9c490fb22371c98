package io.sluicegate.launcher.load;

import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Sends events by the clock, whether or not predictions come, and reads committed predictions until each event has one, or nothing has
 * come for a while after the last event was due.
 *
 * @param predictions topic of the predictions; other topics that the consumer reads hold dead letters
 * @param consumer of committed records, at their end
 */
record OpenLoop(
        Sender sender,
        KafkaConsumer<byte[], byte[]> consumer,
        String predictions,
        AvroReader<Prediction> reader,
        Duration patience) {
    private static final Duration POLL = Duration.ofMillis(20);
    /** How long to look for second predictions once each event has one. */
    private static final long SETTLE = TimeUnit.SECONDS.toNanos(1);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** What is told once a second. */
    interface Observer {
        /**
         * @param second seconds since the start
         * @param sent events sent so far
         */
        void tell(long second, int sent, Arrivals arrivals);
    }

    /** @return how many dead letters came */
    int run(Arrivals arrivals, Observer observer) throws InterruptedException {
        var start = System.nanoTime();
        var sending = new Thread(() -> sender.send(start), "sluicegate-load");
        sending.setDaemon(true);
        sending.start();
        try {
            return receive(start, arrivals, observer);
        } finally {
            sending.join(patience.toMillis());
        }
    }

    private int receive(long start, Arrivals arrivals, Observer observer) {
        int letters = 0;
        long newest = start;
        long told = 0;
        while (true) {
            var polled = consumer.poll(POLL);
            var now = System.nanoTime();
            var before = arrivals.answered() + letters;
            for (var record : polled) {
                letters += record.topic().equals(predictions) ? 0 : 1;
                note(record, now - start, arrivals);
            }
            newest = arrivals.answered() + letters == before ? newest : now;
            if ((now - start) / SECOND > told) {
                arrivals.resolve();
                observer.tell(++told, sender.sent(), arrivals);
            }
            if (isOver(arrivals.answered() + letters, now - Math.max(newest, start + sender.lastDue()))) {
                arrivals.resolve();
                observer.tell(++told, sender.sent(), arrivals);
                return letters;
            }
        }
    }

    /** @param quiet nanoseconds since the last answer came and the last event was due */
    private boolean isOver(int answered, long quiet) {
        return sender.isDone() && quiet > (answered >= sender.accepted() ? SETTLE : patience.toNanos());
    }

    private void note(ConsumerRecord<byte[], byte[]> record, long nanos, Arrivals arrivals) {
        if (record.topic().equals(predictions) && reader.read(record.value()) instanceof Decoded<Prediction> it) {
            arrivals.arrived(it.value().getEventId(), nanos);
        }
    }
}
