package io.sluicegate.scorer.pacing;

import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.runtime.kafka.PollListener;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.runtime.registry.Schemas;
import io.sluicegate.scorer.batching.BatchScorer;
import io.sluicegate.scorer.definitions.DefinitionRule;
import io.sluicegate.scorer.domain.LateResults;
import io.sluicegate.scorer.domain.LookAhead;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.predictions.Answer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * The stream threads' scoring state, shared by the main consumer and the processor. Each thread looks up its part on first
 * use, because Kafka makes the consumer on another thread than the one that it works on.
 */
public final class ScorerThreads implements PollListener {
    private static final int BOUND = 20_000;
    /** The capacity for late results: whole batches of a few threads. */
    private static final int LATE_BATCHES = 8;

    private final String topic;
    private final ThreadLocal<ScorerThread> ofThread;

    /**
     * @param topic the features topic
     * @param cap most rows in one call of a model
     * @param budget how long the records between two commits may take; empty without transactions
     * @param definitions judges rows by what their features mean
     */
    public ScorerThreads(
            String topic,
            Schemas schemas,
            int cap,
            Optional<Duration> budget,
            PipelineMetrics metrics,
            InstantSource clock,
            DefinitionRule definitions) {
        this.topic = topic;
        var late = new LateResults<Answer>(LATE_BATCHES * cap);
        this.ofThread = ThreadLocal.withInitial(() -> new ScorerThread(
                new LookAhead<>(cap, BOUND),
                new BatchScorer(topic, schemas, cap, metrics, clock, definitions),
                metrics.counter(Metric.SCORER_THROWN_AWAY),
                budget.map(TransactionBudget::new),
                late));
    }

    @Override
    public void note(ConsumerRecords<byte[], byte[]> polled) {
        var thread = ofThread.get();
        for (var record : polled.records(topic)) {
            thread.note(new RawRecord(record.partition(), record.offset(), record.key(), record.value()));
        }
    }

    public ScorerThread ofThisThread() {
        return ofThread.get();
    }
}
