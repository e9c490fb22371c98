package io.sluicegate.trigger.stream;

import io.sluicegate.platform.deadletter.DeadLetters;
import io.sluicegate.platform.kafka.Decoding.Decoded;
import io.sluicegate.platform.kafka.Decoding.Undecodable;
import io.sluicegate.trigger.domain.Facts;
import io.sluicegate.trigger.domain.Policies;
import io.sluicegate.trigger.domain.TriggerSettings;
import io.sluicegate.trigger.domain.Wish;
import io.sluicegate.trigger.domain.Wish.Ask;
import io.sluicegate.trigger.domain.Wish.Send;
import java.time.Instant;
import java.util.Optional;
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

/** Adds each record to the facts and does what the policies then wish. Headers (and so the trace) go on with the wish. */
@SuppressWarnings("NullAway.Init") // what init() sets
final class DecideProcessor implements Processor<byte[], byte[], Object, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(DecideProcessor.class);

    private final Intake intake;
    private final DeadLetters letters;
    private final TriggerMetrics metrics;
    private final Policies policies;
    private ProcessorContext<Object, Object> context;
    private StoredFacts stored;

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
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var topic = context.recordMetadata().orElseThrow().topic();
        var decoding = intake.read(topic, record.value());
        if (decoding instanceof Decoded<UnaryOperator<Facts>> decoded) {
            learn(decoded.value(), record.headers());
        } else if (decoding instanceof Undecodable<UnaryOperator<Facts>> bad) {
            context.forward(letters.letter(context, record, bad.code(), bad.message()), TriggerTopology.BAD + topic);
        }
    }

    private void learn(UnaryOperator<Facts> learning, Headers headers) {
        var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        var before = stored.read();
        var after = learning.apply(before);
        for (var wish = wish(before, after, now); wish.isPresent(); wish = policies.decide(after, now)) {
            after = fulfil(wish.get(), after, now, headers);
        }
        stored.write(before, after);
    }

    /** Nothing new, nothing to wish: the facts before were decided upon. */
    private Optional<Wish> wish(Facts before, Facts after, Instant now) {
        return after.equals(before) ? Optional.empty() : policies.decide(after, now);
    }

    private Facts fulfil(Wish wish, Facts facts, Instant now, Headers headers) {
        metrics.done(wish);
        if (wish instanceof Ask ask) {
            var trigger = ask.trigger();
            log(trigger.getTriggerId(), trigger.getReason());
            forward(trigger.getPipeline(), trigger, now, headers, TriggerTopology.TRIGGERS);
            return facts.given(trigger);
        }
        var command = ((Send) wish).command();
        log(command.getCommandId(), command.getReason());
        forward(command.getPipeline(), command, now, headers, TriggerTopology.COMMANDS);
        return facts.sent(command);
    }

    private void forward(String key, Object value, Instant now, Headers headers, String sink) {
        context.forward(new Record<>(key, value, now.toEpochMilli(), headers), sink);
    }

    private static void log(String id, String reason) {
        LOG.atInfo().addKeyValue("id", id).addKeyValue("reason", reason).log("decided");
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
