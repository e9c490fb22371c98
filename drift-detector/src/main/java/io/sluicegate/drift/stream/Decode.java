package io.sluicegate.drift.stream;

import io.sluicegate.drift.stream.Incoming.Unusable;
import io.sluicegate.drift.stream.Incoming.Usable;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.avro.Decoding.Rejected;
import io.sluicegate.runtime.deadletter.DeadLetters;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Decodes bytes to records, or to dead letters. */
final class Decode<T> extends ContextualProcessor<byte[], byte[], byte[], Incoming<T>> {
    private final AvroReader<T> reader;
    private final BiFunction<T, Instant, Optional<Rejection>> check;
    private final DeadLetters deadLetters;

    /** @param check why a record that arrives now can't be used; empty if it can */
    Decode(AvroReader<T> reader, BiFunction<T, Instant, Optional<Rejection>> check, DeadLetters deadLetters) {
        this.reader = reader;
        this.check = check;
        this.deadLetters = deadLetters;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var decoding = reader.read(record.value());
        if (decoding instanceof Decoded<T> decoded) {
            check(record, decoded.value());
        } else if (decoding instanceof Rejected<T> rejected) {
            reject(record, rejected.rejection());
        }
    }

    private void check(Record<byte[], byte[]> record, T value) {
        check.apply(value, Instant.ofEpochMilli(context().currentSystemTimeMs()))
                .ifPresentOrElse(rejection -> reject(record, rejection), () -> context()
                        .forward(record.withValue(new Usable<>(value))));
    }

    private void reject(Record<byte[], byte[]> record, Rejection rejection) {
        var letter = deadLetters.letter(context(), record, rejection);
        context().forward(letter.withValue(new Unusable<>(letter.value())));
    }
}
