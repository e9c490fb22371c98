package io.sluicegate.control.stream;

import io.sluicegate.control.domain.AuditEntries;
import io.sluicegate.control.domain.RolloutControl;
import io.sluicegate.control.domain.Via;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.avro.Decoding.Rejected;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.kafka.CommitPace;
import io.sluicegate.runtime.kafka.ThreadPace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** Decides on each command, at once; a command that was withdrawn meanwhile is not obeyed. */
@SuppressWarnings("NullAway.Init") // what init() sets
final class DecideProcessor implements Processor<byte[], byte[], Object, Object> {
    private final RolloutControl control;
    private final AvroReader<ModelCommand> reader;
    private final DeadLetters letters;
    private final ControlMetrics metrics;
    private final Lookahead lookahead;
    private ProcessorContext<Object, Object> context;
    private StoredControlState stored;
    private ThreadPace pace;
    private Publisher publisher;

    private DecideProcessor(Supplier supplier) {
        control = supplier.control;
        reader = supplier.reader;
        letters = supplier.letters;
        metrics = supplier.metrics;
        lookahead = new Lookahead(supplier.tail);
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        stored = new StoredControlState(context);
        pace = CommitPace.in(context.appConfigs()).ofThisThread();
        publisher = new Publisher(context, metrics);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var decoding = reader.read(record.value());
        if (decoding instanceof Decoded<ModelCommand> decoded) {
            decide(decoded.value(), Instant.ofEpochMilli(record.timestamp()));
        } else if (decoding instanceof Rejected<ModelCommand> bad) {
            context.forward(letters.letter(context, record, bad.rejection()), deadLetters());
        }
        pace.processed(context);
    }

    @Override
    public void close() {
        pace.forget();
    }

    private Via via() {
        return context.recordMetadata()
                .filter(at -> at.topic().equals(Topics.APPROVALS))
                .map(at -> Via.APPROVALS)
                .orElse(Via.COMMANDS);
    }

    /** Approvals have a topic of their own, and nobody without a right to that topic can take them back. */
    private List<ModelCommand> ahead(Duration age) {
        return context.recordMetadata()
                .filter(at -> at.topic().equals(Topics.COMMANDS))
                .map(at -> lookahead.behind(at.offset(), age))
                .orElseGet(List::of);
    }

    private String deadLetters() {
        return via() == Via.APPROVALS ? ControlTopology.BAD_APPROVALS : ControlTopology.BAD_COMMANDS;
    }

    private void decide(ModelCommand command, Instant seen) {
        var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        var decision = control.decide(stored, command, via(), ahead(Duration.between(seen, now)), seen, now);
        metrics.decided(command, decision);
        AuditEntries.of(command, decision, now).ifPresent(entry -> {
            stored.enterCommand(entry);
            publisher.publish(entry);
        });
    }

    /** Makes the processor and owns its stores. */
    record Supplier(
            RolloutControl control,
            AvroReader<ModelCommand> reader,
            DeadLetters letters,
            ControlMetrics metrics,
            CommandTail tail,
            ControlStores stored)
            implements ProcessorSupplier<byte[], byte[], Object, Object> {
        @Override
        public Processor<byte[], byte[], Object, Object> get() {
            return new DecideProcessor(this);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return stored.builders();
        }
    }
}
