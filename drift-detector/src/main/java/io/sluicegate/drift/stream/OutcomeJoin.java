package io.sluicegate.drift.stream;

import io.micrometer.core.instrument.Counter;
import io.sluicegate.drift.domain.OutcomeAssessor;
import io.sluicegate.drift.domain.Subject;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.drift.stream.Awaited.Half;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Label;
import io.sluicegate.records.LabelProgress;
import io.sluicegate.records.PartialCounts;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Role;
import io.sluicegate.records.RoutedLabel;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Joins labels with their predictions, in whichever order the two arrive, and counts the outcome in the label's window. A prediction is
 * joined once: a second label of the same event finds none. Windows wait for both topics, so that reading one topic ahead of the other
 * loses no outcome.
 */
final class OutcomeJoin extends ContextualProcessor<byte[], SpecificRecord, String, PartialCounts> {
    static final String STORE = "outcome-windows";
    static final String PREDICTIONS_STORE = "awaited-predictions";
    static final String LABELS_STORE = "awaited-labels";
    static final String DECIDERS_STORE = "deciders";

    private final DriftParts parts;
    private final String topic;
    private final long horizon;
    private final Counter rows;
    private final Counter joined;
    private final Counter waiting;
    private final EventHash events = new EventHash();
    private CountedWindows windows;
    private OutcomeInputs inputs;
    private Deciders deciders;
    private Awaited predictions;
    private Awaited labels;

    @SuppressWarnings("NullAway.Init") // set in init, which Kafka Streams calls first
    OutcomeJoin(DriftParts parts) {
        this.parts = parts;
        this.topic = Topics.of(parts.config().pipeline()).labels();
        this.horizon = parts.settings().labelHorizon().toMillis();
        this.rows = parts.metrics().rows(topic);
        this.joined = parts.metrics().joinedLabels();
        this.waiting = parts.metrics().waitingLabels();
    }

    static ProcessorSupplier<byte[], SpecificRecord, String, PartialCounts> supply(DriftParts parts) {
        return new Supply<>(
                () -> new OutcomeJoin(parts),
                Set.of(
                        CountedWindows.store(STORE),
                        OutcomeInputs.store(),
                        Deciders.store(DECIDERS_STORE),
                        Awaited.store(PREDICTIONS_STORE, parts.kept()),
                        Awaited.store(LABELS_STORE, parts.kept())));
    }

    /**
     * Rejects a label from the future: its times would advance the partition's watermark and the store's time, and every true label after
     * it would be late. Also rejects a label that became known before 1970.
     */
    static Optional<Rejection> rejection(Label label, Instant latest) {
        if (label.getKnownAt().isBefore(Instant.EPOCH)) {
            return Optional.of(new Rejection(
                    ErrorCode.MISSING_FIELD, "'knownAt' is " + label.getKnownAt() + ", which is before 1970"));
        }
        var time = Instant.ofEpochMilli(later(label.getKnownAt(), label.getEventTime()));
        return time.isAfter(latest)
                ? Optional.of(new Rejection(
                        ErrorCode.FUTURE_EVENT,
                        "the label is of " + time + " (the later of 'knownAt' and 'eventTime'), after " + latest
                                + ", the latest that events.future allows now; correct the producer's times, which are"
                                + " milliseconds, and send it again"))
                : Optional.empty();
    }

    @Override
    public void init(ProcessorContext<String, PartialCounts> context) {
        super.init(context);
        inputs = new OutcomeInputs(
                context.getStateStore(OutcomeInputs.STORE),
                parts.config().partitions(),
                parts.silence(),
                context.currentSystemTimeMs());
        windows = new CountedWindows(context, STORE, topic, parts.settings(), parts.metrics(), this::tell);
        deciders = new Deciders(
                context.getStateStore(DECIDERS_STORE), parts.settings().window(), parts.kept());
        predictions = new Awaited(context.getStateStore(PREDICTIONS_STORE));
        labels = new Awaited(context.getStateStore(LABELS_STORE));
    }

    private void tell(long now) {
        inputs.tell(windows, now);
    }

    @Override
    public void process(Record<byte[], SpecificRecord> record) {
        var now = context().currentSystemTimeMs();
        if (record.value() instanceof LabelProgress progress) {
            Optional.ofNullable(progress.getLabel()).ifPresent(label -> label(label, progress.getPartition()));
            inputs.labels(progress);
        } else if (record.value() instanceof Prediction prediction) {
            Optional.of(prediction).filter(OutcomeJoin::decides).ifPresent(this::prediction);
            inputs.prediction(prediction.getEventTime().toEpochMilli(), now);
        }
        tell(now);
    }

    private static boolean decides(Prediction prediction) {
        return prediction.getPositive() != null
                && (prediction.getRole() == Role.PRIMARY || prediction.getRole() == Role.CANDIDATE);
    }

    private void label(RoutedLabel label, int partition) {
        var window = windows.atOrNow(label.getCountedAt().toEpochMilli());
        if (label.getLate()) {
            windows.late();
        }
        window.row(partition, label.getOffset());
        window.tally(Subject.ALL_LABELS, 0).add();
        rows.increment();
        join(label, window);
        windows.save(window);
    }

    private void join(RoutedLabel label, WindowCounts window) {
        var event = events.of(label.getEntity(), label.getEventId());
        var time = later(label.getKnownAt(), label.getEventTime());
        var prediction = predictions.take(
                event, label.getEventTime().toEpochMilli(), label.getKnownAt().toEpochMilli() - horizon, time);
        if (prediction.isPresent()) {
            count(window, prediction.get(), label.getPositive());
        } else {
            labels.put(event, new Half(label.getPositive(), label.getCountedAt().toEpochMilli()), time);
            waiting.increment();
        }
    }

    private void prediction(Prediction prediction) {
        var time = prediction.getEventTime().toEpochMilli();
        var decider = Subject.outcomes(prediction.getVersion(), prediction.getBundleDigest(), prediction.getTenure());
        var half = new Half(Boolean.TRUE.equals(prediction.getPositive()), deciders.number(decider, time));
        var event = events.of(prediction.getEntity(), prediction.getEventId());
        var label = labels.take(event, time, time + horizon);
        if (label.isPresent()) {
            countWaiting(half, label.get());
        } else {
            predictions.put(event, half, time);
            show(decider);
        }
    }

    private void countWaiting(Half prediction, Half label) {
        var window = windows.atOrNow(label.number());
        count(window, prediction, label.positive());
        windows.save(window);
    }

    private void count(WindowCounts window, Half prediction, boolean label) {
        window.tally(deciders.subject(prediction.number()), OutcomeAssessor.CELLS)
                .add(OutcomeAssessor.cell(prediction.positive(), label), label ? 1 : 0);
        joined.increment();
    }

    /** Makes a version that predicts appear in the window even if none of its labels becomes known in the window. */
    private void show(Subject decider) {
        windows.newest()
                .filter(window -> !window.tallies().containsKey(decider))
                .ifPresent(window -> {
                    window.tally(decider, OutcomeAssessor.CELLS);
                    windows.save(window);
                });
    }

    private static long later(Instant one, Instant other) {
        return Math.max(one.toEpochMilli(), other.toEpochMilli());
    }
}
