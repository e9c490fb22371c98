package io.sluicegate.drift.stream;

import io.micrometer.core.instrument.Counter;
import io.sluicegate.catalogue.Topics;
import io.sluicegate.drift.domain.OutcomeTest;
import io.sluicegate.drift.domain.Subject;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.platform.deadletter.ErrorCode;
import io.sluicegate.records.AwaitedLabel;
import io.sluicegate.records.AwaitedPrediction;
import io.sluicegate.records.Label;
import io.sluicegate.records.PartialCounts;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Joins labels with the predictions that they are about, whichever comes first, and counts the outcome in the window in
 * which the label became known. A prediction is joined once: a second label of the same event finds none. Windows wait for
 * both topics, so that reading one ahead of the other loses no outcome.
 */
final class OutcomeJoin extends ContextualProcessor<byte[], SpecificRecord, String, PartialCounts> {
    static final String STORE = "outcome-windows";
    static final String PREDICTIONS_STORE = "awaited-predictions";
    static final String LABELS_STORE = "awaited-labels";

    private final DriftParts parts;
    private final String topic;
    private final long horizon;
    private final Counter rows;
    private final Counter joined;
    private final Counter waiting;
    private CountedWindows windows;
    private Awaited<AwaitedPrediction> predictions;
    private Awaited<AwaitedLabel> labels;

    @SuppressWarnings("NullAway.Init") // set in init, which Kafka Streams calls first
    OutcomeJoin(DriftParts parts) {
        this.parts = parts;
        this.topic = Topics.of(parts.config().pipeline()).labels();
        this.horizon = parts.settings().labelHorizon().toMillis();
        this.rows = parts.meters().rows(topic);
        this.joined = parts.meters().joinedLabels();
        this.waiting = parts.meters().waitingLabels();
    }

    static ProcessorSupplier<byte[], SpecificRecord, String, PartialCounts> supply(DriftParts parts) {
        var settings = parts.settings();
        var kept = settings.labelHorizon().plus(settings.window()).plus(settings.grace());
        var serdes = parts.serdes();
        return new Supply<>(
                () -> new OutcomeJoin(parts),
                Set.of(
                        CountedWindows.store(STORE),
                        Awaited.store(PREDICTIONS_STORE, kept, serdes.specific(AwaitedPrediction.class)),
                        Awaited.store(LABELS_STORE, kept, serdes.specific(AwaitedLabel.class))));
    }

    /**
     * A label from the future can't be counted: its times move the partition's watermark, and the store's time, and by these
     * every true label would be late from then on. One that became known before 1970 has no time.
     */
    static Optional<Objection> objection(Label label, Instant latest) {
        if (label.getKnownAt().isBefore(Instant.EPOCH)) {
            return Optional.of(new Objection(
                    ErrorCode.MISSING_FIELD, "'knownAt' is " + label.getKnownAt() + ", no time since 1970"));
        }
        var time = Instant.ofEpochMilli(later(label.getKnownAt(), label.getEventTime()));
        return time.isAfter(latest)
                ? Optional.of(new Objection(
                        ErrorCode.FUTURE_EVENT,
                        "the label is of " + time + " (the later of 'knownAt' and 'eventTime'), after " + latest
                                + ", the latest that events.future allows now; correct the producer's times, which are"
                                + " milliseconds, and send it again"))
                : Optional.empty();
    }

    @Override
    public void init(ProcessorContext<String, PartialCounts> context) {
        super.init(context);
        windows = new CountedWindows(context, STORE, topic, parts.settings(), parts.meters());
        windows.waitForCounterpart();
        predictions = new Awaited<>(context.getStateStore(PREDICTIONS_STORE));
        labels = new Awaited<>(context.getStateStore(LABELS_STORE));
    }

    @Override
    public void process(Record<byte[], SpecificRecord> record) {
        if (record.value() instanceof Label label) {
            windows.arrive(label.getKnownAt().toEpochMilli()).ifPresent(window -> label(label, window));
        } else if (record.value() instanceof Prediction prediction) {
            windows.counterpart(prediction.getEventTime().toEpochMilli());
            Optional.of(prediction).filter(OutcomeJoin::decides).ifPresent(this::prediction);
        }
    }

    private static boolean decides(Prediction prediction) {
        return prediction.getPositive() != null && prediction.getRole() != Role.SHADOW;
    }

    private void label(Label label, WindowCounts window) {
        window.row(context().recordMetadata().orElseThrow().offset());
        window.tally(Subject.ALL_LABELS, 0).add();
        rows.increment();
        var event = event(label.getEntity(), label.getEventId());
        var time = later(label.getKnownAt(), label.getEventTime());
        var prediction = predictions.take(event, label.getKnownAt().toEpochMilli() - horizon, time);
        if (prediction.isPresent()) {
            join(window, prediction.get(), label.getPositive());
        } else {
            labels.put(event, new AwaitedLabel(label.getPositive(), label.getKnownAt()), time);
            waiting.increment();
        }
        windows.save(window);
    }

    private void prediction(Prediction prediction) {
        var awaited = new AwaitedPrediction(
                prediction.getVersion(),
                prediction.getBundleDigest(),
                Boolean.TRUE.equals(prediction.getPositive()),
                prediction.getTenure());
        var event = event(prediction.getEntity(), prediction.getEventId());
        var time = prediction.getEventTime().toEpochMilli();
        var label = labels.take(event, time, time + horizon);
        if (label.isPresent()) {
            joinLate(awaited, label.get());
        } else {
            predictions.put(event, awaited, time);
            show(awaited);
        }
    }

    private void joinLate(AwaitedPrediction prediction, AwaitedLabel label) {
        windows.catchUp(label.getKnownAt().toEpochMilli()).ifPresent(window -> {
            join(window, prediction, label.getPositive());
            windows.save(window);
        });
    }

    private void join(WindowCounts window, AwaitedPrediction prediction, boolean label) {
        window.tally(subject(prediction), OutcomeTest.CELLS)
                .add(OutcomeTest.cell(prediction.getPositive(), label), label ? 1 : 0);
        joined.increment();
    }

    /** Lets a version that predicts appear in the window, though none of its labels may become known in it. */
    private void show(AwaitedPrediction prediction) {
        windows.newest()
                .filter(window -> !window.tallies().containsKey(subject(prediction)))
                .ifPresent(window -> {
                    window.tally(subject(prediction), OutcomeTest.CELLS);
                    windows.save(window);
                });
    }

    private static Subject subject(AwaitedPrediction prediction) {
        return Subject.outcomes(prediction.getVersion(), prediction.getBundleDigest(), prediction.getTenure());
    }

    private static String event(String entity, String eventId) {
        return entity.length() + ":" + entity + "/" + eventId;
    }

    private static long later(Instant one, Instant other) {
        return Math.max(one.toEpochMilli(), other.toEpochMilli());
    }
}
