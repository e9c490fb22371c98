package io.sluicegate.runtime.deadletter;

import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.catalogue.RecordLimits;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The maker and counter of one stage's dead letters. */
public final class DeadLetters {
    private final String stage;
    private final PipelineMetrics metrics;

    public DeadLetters(String stage, PipelineMetrics metrics) {
        this.stage = stage;
        this.metrics = metrics;
    }

    /** The dead letter of the record that is being processed: forward it to the sink of dead letters. */
    public Record<byte[], byte[]> letter(
            ProcessingContext context, Record<byte[], byte[]> original, Rejection rejection) {
        return context.recordMetadata()
                .map(source -> letter(source, original, rejection))
                .orElseGet(() -> letter("unknown", -1, -1, original, rejection));
    }

    /** The dead letter of a record: its key, its value, its headers, and the cause in further headers. */
    public Record<byte[], byte[]> letter(RecordMetadata source, Record<byte[], byte[]> original, Rejection rejection) {
        return letter(source.topic(), source.partition(), source.offset(), original, rejection);
    }

    private Record<byte[], byte[]> letter(
            String topic, int partition, long offset, Record<byte[], byte[]> original, Rejection rejection) {
        var cause = cause(topic, partition, offset, rejection);
        var content = content(original.key(), original.value(), original.headers(), cause);
        @SuppressWarnings("NullAway") // a record may be without key or value
        var letter = original.withKey(content.key()).withValue(content.value()).withHeaders(content.headers());
        return letter;
    }

    /** As much of the record as fits into a record that Sluicegate writes. */
    static LetterContent content(byte @Nullable [] key, byte @Nullable [] value, Headers headers, DeadLetter cause) {
        return LetterContent.fitting(key, value, headers, cause, RecordLimits.WRITTEN);
    }

    DeadLetter cause(String topic, int partition, long offset, Rejection rejection) {
        metrics.counter(Metric.DEAD_LETTERS, stage, topic, rejection.code().name())
                .increment();
        return new DeadLetter(stage, topic, partition, offset, rejection.code(), rejection.message());
    }
}
