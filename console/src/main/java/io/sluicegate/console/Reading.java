package io.sluicegate.console;

import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFold;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** One pass over the topics with one consumer, until the closing or a fault. */
final class Reading {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration POSTING = Duration.ofMillis(250);
    private static final Duration REGISTRY_PAUSE = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Assignment assignment;
    private final FactReader reader;
    private final PipelineFold fold;
    private final Listeners listeners;
    private final Board board;
    private final Closing closing;

    Reading(
            KafkaConsumer<byte[], byte[]> consumer,
            Assignment assignment,
            FactReader reader,
            PipelineFold fold,
            Listeners listeners,
            Board board,
            Closing closing) {
        this.consumer = consumer;
        this.assignment = assignment;
        this.reader = reader;
        this.fold = fold;
        this.listeners = listeners;
        this.board = board;
        this.closing = closing;
    }

    void run() {
        var posted = Instant.MIN;
        while (!closing.closed()) {
            assignment.refresh(consumer, Instant.now());
            var decided = addPolled();
            board.trouble(trouble());
            var now = Instant.now();
            if (decided || !now.isBefore(posted.plus(POSTING))) {
                board.post(fold.at(now));
                posted = now;
            }
        }
    }

    /** Whether a record other than a prediction came. */
    private boolean addPolled() {
        if (consumer.assignment().isEmpty()) {
            closing.pause(POLL);
            return false;
        }
        var decided = false;
        for (var raw : consumer.poll(POLL)) {
            decided |= read(raw).filter(fold::add).map(this::handOn).orElse(false);
        }
        return decided;
    }

    /** Waits for a registry that doesn't answer, because the record itself may be fine. */
    private Optional<Fact> read(ConsumerRecord<byte[], byte[]> raw) {
        while (!closing.closed()) {
            try {
                return reader.read(raw);
            } catch (RegistryUnavailable e) {
                board.trouble(Optional.of(String.valueOf(e.getMessage())));
                closing.pause(REGISTRY_PAUSE);
            }
        }
        return Optional.empty();
    }

    /** Hands the fact on; whether it is another one than a prediction. */
    private boolean handOn(Fact fact) {
        listeners.tell(fact);
        return !(fact instanceof Fact.Predicted);
    }

    private Optional<String> trouble() {
        if (!assignment.missing().isEmpty()) {
            return Optional.of("topics are missing: " + String.join(", ", assignment.missing())
                    + "; create them with `sluicegate topics apply`");
        }
        return assignment.caughtUp(consumer) ? Optional.empty() : Optional.of("the topics are still being read");
    }
}
