package io.sluicegate.drift.stream;

import io.micrometer.core.instrument.Counter;
import io.sluicegate.drift.domain.Measured.OfNumbers;
import io.sluicegate.drift.domain.Reference;
import io.sluicegate.drift.domain.Silence;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.PartialCounts;
import io.sluicegate.records.Prediction;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/** Counts each prediction's score in the bins of its own version's reference. A prediction without a score counts as missing. */
final class ScoreCounting extends ContextualProcessor<byte[], Prediction, String, PartialCounts> {
    static final String STORE = "score-windows";

    private final DriftParts parts;
    private final String topic;
    private final Counter rows;
    private final Counter uncounted;
    private CountedWindows windows;
    private Versions versions;
    private long lastRow;

    @SuppressWarnings("NullAway.Init") // set in init, which Kafka Streams calls first
    ScoreCounting(DriftParts parts) {
        this.parts = parts;
        this.topic = Topics.of(parts.config().pipeline()).predictions();
        this.rows = parts.metrics().rows(topic);
        this.uncounted = parts.metrics().uncounted(topic);
    }

    static ProcessorSupplier<byte[], Prediction, String, PartialCounts> supply(DriftParts parts) {
        return new Supply<>(() -> new ScoreCounting(parts), Set.of(CountedWindows.store(STORE)));
    }

    @Override
    public void init(ProcessorContext<String, PartialCounts> context) {
        super.init(context);
        windows = new CountedWindows(context, STORE, topic, parts.settings(), parts.metrics(), this::listen);
        lastRow = context.currentSystemTimeMs();
        versions = new Versions(context, parts);
    }

    @Override
    public void process(Record<byte[], Prediction> record) {
        lastRow = context().currentSystemTimeMs();
        var prediction = record.value();
        windows.arrive(prediction.getEventTime().toEpochMilli()).ifPresent(window -> {
            versions.reference(prediction.getVersion(), prediction.getBundleDigest())
                    .flatMap(Reference::score)
                    .ifPresentOrElse(score -> count(prediction, score, window), uncounted::increment);
            windows.save(window);
        });
    }

    private void listen(long now) {
        windows.silent(parts.silence().begins(lastRow, now) ? lastRow : Silence.NEVER);
    }

    private void count(Prediction prediction, OfNumbers score, WindowCounts window) {
        window.row(
                context().taskId().partition(),
                context().recordMetadata().orElseThrow().offset());
        window.tally(score.subject(), score.bins().count()).add(score.bins(), value(prediction));
        rows.increment();
    }

    private static double value(Prediction prediction) {
        var byModel = prediction.getOutcome() == Outcome.SCORED || prediction.getOutcome() == Outcome.CACHED;
        var score = prediction.getScore();
        return byModel && score != null ? score : Double.NaN;
    }
}
