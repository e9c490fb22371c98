package io.sluicegate.bench.peers.ahead;

import io.sluicegate.scorer.domain.RawRecord;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Forwards each record's answer at its turn. */
final class JsonProcessor implements FixedKeyProcessor<byte[], byte[], byte[]> {
    private final JsonThreads threads;
    private FixedKeyProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init") // init() comes before the first record
    JsonProcessor(JsonThreads threads) {
        this.threads = threads;
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> record) {
        var source = context.recordMetadata().orElseThrow();
        var raw = new RawRecord(source.partition(), source.offset(), record.key(), record.value());
        context.forward(record.withValue(threads.answer(raw)));
    }
}
