package io.sluicegate.enricher.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.enricher.domain.Computed;
import io.sluicegate.enricher.domain.Event;
import io.sluicegate.enricher.domain.Position;
import io.sluicegate.enricher.domain.Rejected;
import io.sluicegate.enricher.events.EventReading.Broken;
import io.sluicegate.enricher.events.EventReading.OfUnreadableSchema;
import io.sluicegate.enricher.events.EventReading.Read;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.RecordLimits;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.runtime.deadletter.RecordSize;
import io.sluicegate.runtime.kafka.CommitPace;
import io.sluicegate.runtime.kafka.ThreadPace;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The processor that forwards each event's features, or the event as a dead letter. */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before all else
final class EnrichProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final Enrich parts;
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<byte[], byte[]> states;
    private ThreadPace pace;

    EnrichProcessor(Enrich parts) {
        this.parts = parts;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        states = given.getStateStore(Enrich.STATES);
        pace = CommitPace.in(given.appConfigs()).ofThisThread();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var reading = parts.reader().read(record.value());
        if (reading instanceof Read read) {
            admit(record, read.event());
        } else if (reading instanceof Broken broken) {
            reject(record, broken.rejection());
        } else {
            unreadable(record, (OfUnreadableSchema) reading);
        }
        pace.processed(context);
    }

    @Override
    public void close() {
        pace.forget();
    }

    /**
     * If the event must wait, the policy has paused the stage and the exception restarts the task; decision 13 explains the choice
     * of exception.
     */
    private void unreadable(Record<byte[], byte[]> record, OfUnreadableSchema event) {
        if (parts.unreadable().holds(event)) {
            throw new TaskMigratedException("the task waits: events of schema " + event.id() + " can't be read");
        }
        reject(record, new Rejection(ErrorCode.UNREADABLE_SCHEMA, "schema " + event.id() + ": " + event.why()));
    }

    private void admit(Record<byte[], byte[]> record, GenericRecord event) {
        var key = record.key() == null ? null : new String(record.key(), UTF_8);
        var admission = parts.engine().admit(key, event, position(), context.currentSystemTimeMs());
        if (admission instanceof Event admitted) {
            enrich(record, admitted);
        } else {
            reject(record, ((Rejected) admission).rejection());
        }
    }

    private void enrich(Record<byte[], byte[]> record, Event event) {
        var state = states.get(record.key());
        var computed = parts.engine().compute(state, event);
        var features = new Record<>(
                record.key(),
                parts.writer().apply(computed.features()),
                record.timestamp(),
                FeaturesHeaders.of(record));
        long size = Math.max(size(features), RecordSize.of(record.key(), computed.state()));
        if (size > RecordLimits.DERIVED) {
            reject(record, new Rejection(ErrorCode.TOO_LARGE, tooLarge(size)));
        } else {
            keep(record.key(), state, computed);
            context.forward(features, Enrich.FEATURES);
        }
    }

    /** An event that is too late to count leaves the very bytes of the state, which are stored already. */
    private void keep(byte[] key, byte @Nullable [] before, Computed computed) {
        if (computed.state() != before) {
            states.put(key, computed.state());
        }
        computed.failed().forEach(parts.metrics()::expressionFailed);
        parts.metrics().windowsBegun(computed.begun());
    }

    private static long size(Record<byte[], byte[]> record) {
        return RecordSize.of(record.key(), record.value(), record.headers());
    }

    private static String tooLarge(long size) {
        return "its features, or the state of its entity, would take " + size + " bytes and may take "
                + RecordLimits.DERIVED + "; see which of its texts or vectors is that long";
    }

    private void reject(Record<byte[], byte[]> record, Rejection rejection) {
        context.forward(parts.deadLetters().letter(context, record, rejection), Enrich.DEAD_LETTERS);
    }

    private Position position() {
        var metadata = context.recordMetadata().orElseThrow();
        return new Position(metadata.topic(), metadata.partition(), metadata.offset());
    }
}
