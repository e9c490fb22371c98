package io.sluicegate.trigger.stream;

import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.avro.Decoding.Rejected;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.kafka.CommitPace;
import io.sluicegate.runtime.kafka.ThreadPace;
import io.sluicegate.trigger.domain.Facts;
import io.sluicegate.trigger.domain.Policies;
import io.sluicegate.trigger.domain.TriggerSettings;
import io.sluicegate.trigger.domain.Wish;
import io.sluicegate.trigger.domain.Wish.Ask;
import io.sluicegate.trigger.domain.Wish.Send;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds each record to the facts and fulfils the policies' wishes. The record's headers, and so its trace, go on with the wish. */
@SuppressWarnings("NullAway.Init") // what init() sets
final class DecideProcessor implements Processor<byte[], byte[], Object, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(DecideProcessor.class);

    private final Intake intake;
    private final DeadLetters letters;
    private final TriggerMetrics metrics;
    private final Policies policies;
    private ProcessorContext<Object, Object> context;
    private StoredFacts stored;
    private ThreadPace pace;

    private DecideProcessor(Supplier supplier) {
        intake = supplier.intake;
        letters = supplier.letters;
        metrics = supplier.metrics;
        policies = new Policies(supplier.settings);
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        stored = new StoredFacts(context);
        pace = CommitPace.in(context.appConfigs()).ofThisThread();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var topic = context.recordMetadata().orElseThrow().topic();
        var decoding = intake.read(topic, record.value());
        if (decoding instanceof Decoded<UnaryOperator<Facts>> decoded) {
            learn(decoded.value(), record.headers());
        } else if (decoding instanceof Rejected<UnaryOperator<Facts>> bad) {
            context.forward(letters.letter(context, record, bad.rejection()), TriggerTopology.BAD + topic);
        }
        pace.processed(context);
    }

    @Override
    public void close() {
        pace.forget();
    }

    /** Updates the facts in memory last: if a write or a send fails, a repetition makes the same decision and writes it again. */
    private void learn(UnaryOperator<Facts> learning, Headers headers) {
        var before = stored.facts();
        var learnt = learning.apply(before);
        if (learnt.equals(before)) {
            return; // the decision used those facts
        }
        var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        var decided = policies.decideAll(learnt, now);
        stored.write(decided.facts());
        decided.wishes().forEach(wish -> fulfil(wish, now, headers));
        stored.moveOn(decided.facts());
    }

    private void fulfil(Wish wish, Instant now, Headers headers) {
        if (wish instanceof Ask ask) {
            var trigger = ask.trigger();
            forward(trigger.getPipeline(), trigger, now, headers, TriggerTopology.TRIGGERS);
            done(wish, trigger.getReason());
        } else if (wish instanceof Send send) {
            var command = send.command();
            forward(command.getPipeline(), command, now, headers, TriggerTopology.COMMANDS);
            done(wish, command.getReason());
        }
    }

    private void done(Wish wish, String reason) {
        metrics.done(wish);
        LOG.atInfo().addKeyValue("id", wish.id()).addKeyValue("reason", reason).log("decided");
    }

    private void forward(String key, Object value, Instant now, Headers headers, String sink) {
        context.forward(new Record<>(key, value, now.toEpochMilli(), headers), sink);
    }

    /** Makes the processor and owns its stores. */
    record Supplier(
            TriggerSettings settings, Intake intake, DeadLetters letters, TriggerMetrics metrics, FactStores stored)
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
