package io.sluicegate.scorer.stream;

import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.kafka.CommitPace;
import io.sluicegate.runtime.kafka.ThreadPace;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.pacing.Epochs;
import io.sluicegate.scorer.pacing.ScorerThread;
import io.sluicegate.scorer.pacing.ScorerThreads;
import io.sluicegate.scorer.predictions.Answer;
import io.sluicegate.scorer.predictions.PredictionSchemas;
import io.sluicegate.scorer.predictions.WrittenPrediction;
import io.sluicegate.scorer.versions.ModelHolder;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The processor that answers each features record with a prediction, a dead letter or both. */
final class ScoreProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final ModelHolder holder;
    private final ScorerThreads threads;
    private final PredictionSchemas schemas;
    private final DeadLetters letters;
    private final PipelineMetrics metrics;
    private final AnswerMetrics answered;
    private final Duration patience;
    private ProcessorContext<byte[], byte[]> context;
    private Epochs epochs;
    private ThreadPace pace;
    private @Nullable ScorerThread thread;

    @SuppressWarnings("NullAway.Init") // init() comes before the first record, and again after a revival
    ScoreProcessor(
            ModelHolder holder,
            ScorerThreads threads,
            PredictionSchemas schemas,
            DeadLetters letters,
            PipelineMetrics metrics,
            Duration patience) {
        this.holder = holder;
        this.threads = threads;
        this.schemas = schemas;
        this.letters = letters;
        this.metrics = metrics;
        this.answered = new AnswerMetrics(metrics);
        this.patience = patience;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.thread = null;
        this.pace = CommitPace.in(context.appConfigs()).ofThisThread();
        this.epochs = new Epochs(
                context.taskId(),
                context.getStateStore(ScorerTopology.EPOCHS_STORE),
                holder,
                patience,
                metrics.timer(Metric.SCORER_WAITING));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var answer = answer(record);
        if (answer instanceof Answer.Scored scored) {
            predict(record, scored.prediction());
            shadow(record, scored.prediction());
        } else if (answer instanceof Answer.Rejected rejected) {
            predict(record, rejected.prediction());
            bury(record, rejected.rejection());
            shadow(record, rejected.prediction());
        } else if (answer instanceof Answer.Unreadable unreadable) {
            bury(record, unreadable.rejection());
            thread().scoreShadows();
        }
        pace.processed(context);
    }

    private Answer answer(Record<byte[], byte[]> record) {
        var source = context.recordMetadata().orElseThrow();
        var raw = new RawRecord(source.partition(), source.offset(), record.key(), record.value());
        var kept = thread().kept(raw, epochs.serving());
        return kept.isPresent() ? kept.get() : score(raw);
    }

    private Answer score(RawRecord raw) {
        var serving = epochs.acquire();
        try {
            return thread().answer(raw, serving);
        } finally {
            serving.release();
        }
    }

    private ScorerThread thread() {
        var known = thread;
        if (known == null) {
            known = threads.ofThisThread();
            known.begin(context.metrics().metrics(), schemas);
            thread = known;
        }
        return known;
    }

    private void predict(Record<byte[], byte[]> record, WrittenPrediction prediction) {
        var headers = PassedHeaders.of(record.headers());
        var written = new Record<>(record.key(), prediction.bytes, record.timestamp(), headers);
        context.forward(written, ScorerTopology.PREDICTIONS);
        answered.count(prediction.kind, headers);
    }

    /** Lets the shadows score after the answer is on its way: shadows never delay a decision. */
    private void shadow(Record<byte[], byte[]> record, WrittenPrediction prediction) {
        thread().scoreShadows();
        for (var shadow : prediction.shadows()) {
            var headers = PassedHeaders.of(record.headers());
            var written = new Record<>(record.key(), shadow.bytes, record.timestamp(), headers);
            context.forward(written, ScorerTopology.SHADOWS);
            answered.countShadow(shadow.kind);
        }
    }

    private void bury(Record<byte[], byte[]> record, Rejection rejection) {
        context.forward(letters.letter(context, record, rejection), ScorerTopology.DEAD_LETTERS);
    }

    @Override
    public void close() {
        threads.ofThisThread().forget(context.taskId().partition());
        pace.forget();
        thread = null;
    }
}
