package io.sluicegate.bench.peers.ahead;

import ai.onnxruntime.OrtException;
import io.micrometer.core.instrument.DistributionSummary;
import io.sluicegate.runtime.kafka.PollListener;
import io.sluicegate.scorer.domain.LookAhead;
import io.sluicegate.scorer.domain.RawRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** The records that each stream thread has noted and the answers it has computed ahead, shared by the main consumer and the processor. */
final class JsonThreads implements PollListener {
    private static final int BOUND = 20_000;

    private final ThreadLocal<LookAhead<byte[]>> ahead;
    private final ThreadLocal<JsonScorer> scorer;

    /** @param calls counts the rows of each call of the model */
    JsonThreads(String model, int cap, int columns, DistributionSummary calls) {
        ahead = ThreadLocal.withInitial(() -> new LookAhead<>(cap, BOUND));
        scorer = ThreadLocal.withInitial(() -> scorer(model, cap, columns, calls));
    }

    private static JsonScorer scorer(String model, int cap, int columns, DistributionSummary calls) {
        try {
            return new JsonScorer(model, cap, columns, calls);
        } catch (OrtException e) {
            throw new IllegalStateException("the model can't be loaded", e);
        }
    }

    @Override
    public void note(ConsumerRecords<byte[], byte[]> polled) {
        for (var record : polled) {
            ahead.get().note(new RawRecord(record.partition(), record.offset(), record.key(), record.value()));
        }
    }

    byte[] answer(RawRecord record) {
        return ahead.get().take(record, scorer.get());
    }
}
