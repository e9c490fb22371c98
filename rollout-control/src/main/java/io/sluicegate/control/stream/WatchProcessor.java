package io.sluicegate.control.stream;

import io.sluicegate.control.domain.AuditEntries;
import io.sluicegate.control.domain.BrokerTime;
import io.sluicegate.control.domain.Preparations;
import io.sluicegate.control.domain.Progress;
import io.sluicegate.control.domain.Progress.Aborted;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.avro.Decoding.Rejected;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.kafka.CommitPace;
import io.sluicegate.runtime.kafka.ThreadPace;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Completes or gives up a preparation when a status decides it. The clock can give a preparation up, too, because a deadline passes
 * without a record. A status is judged at its broker's time, so that a backlog is judged as of then. The clock never completes a
 * preparation, because some statuses may not be read yet.
 */
@SuppressWarnings("NullAway.Init") // what init() sets
final class WatchProcessor implements Processor<byte[], byte[], Object, Object> {
    static final Duration LOOK = Duration.ofMillis(500);
    static final Duration FORGET = Duration.ofHours(1);

    private final AvroReader<InstanceStatus> reader;
    private final DeadLetters letters;
    private final ControlMetrics metrics;
    private final BrokerTime brokerTime = new BrokerTime();
    private ProcessorContext<Object, Object> context;
    private StoredControlState stored;
    private ThreadPace pace;
    private Publisher publisher;
    private WaysBack waysBack;

    private WatchProcessor(Supplier supplier) {
        reader = supplier.reader;
        letters = supplier.letters;
        metrics = supplier.metrics;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        stored = new StoredControlState(context);
        pace = CommitPace.in(context.appConfigs()).ofThisThread();
        publisher = new Publisher(context, metrics);
        waysBack = new WaysBack(metrics);
        stored.allInForce().forEach(metrics::inForce);
        context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
        context.schedule(FORGET, PunctuationType.WALL_CLOCK_TIME, now -> stored.forget(Instant.ofEpochMilli(now)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var decoding = reader.read(record.value());
        if (decoding instanceof Decoded<InstanceStatus> decoded) {
            brokerTime.read(record.timestamp(), context.currentSystemTimeMs());
            watch(decoded.value(), Instant.ofEpochMilli(record.timestamp()));
        } else if (decoding instanceof Rejected<InstanceStatus> bad) {
            context.forward(letters.letter(context, record, bad.rejection()), ControlTopology.BAD_STATUS);
        }
        pace.processed(context);
    }

    @Override
    public void close() {
        pace.forget();
    }

    private void watch(InstanceStatus status, Instant seen) {
        stored.enterStatus(status, seen);
        stored.inForce(status.getPipeline()).ifPresent(current -> advance(current, seen, progress -> true));
    }

    private void look(long now) {
        stored.allInForce().forEach(current -> {
            advance(current, Instant.ofEpochMilli(now), Aborted.class::isInstance);
            waysBack.look(current, stored.statuses(current.getPipeline()), brokerTime.at(now));
        });
    }

    private void advance(Deployment current, Instant seen, Predicate<Progress> counts) {
        var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        var asked = stored.commandBehindPreparation(current);
        Preparations.progress(current, asked, stored.statuses(current.getPipeline()), seen, now)
                .filter(counts)
                .flatMap(progress -> AuditEntries.of(asked, progress, now))
                .ifPresent(this::publish);
    }

    private void publish(AuditEntry entry) {
        metrics.prepared(entry);
        stored.enterRevision(entry);
        publisher.publish(entry);
    }

    /** Makes the processor and owns its stores. */
    record Supplier(
            AvroReader<InstanceStatus> reader, DeadLetters letters, ControlMetrics metrics, ControlStores stored)
            implements ProcessorSupplier<byte[], byte[], Object, Object> {
        @Override
        public Processor<byte[], byte[], Object, Object> get() {
            return new WatchProcessor(this);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return stored.builders();
        }
    }
}
