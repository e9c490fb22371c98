package io.sluicegate.bench.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.bench.scoring.FeaturesPool;
import io.sluicegate.bench.scoring.Pool;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Rows in the JSON of the adapter, the same as those of the features records. */
final class JsonPool implements Pool {
    private static final String RECORD =
            "{\"creationTimestamp\":%d,\"dataPointSz1\":1,\"dataPointSz2\":%d,\"dataPoint\":\"%s\",\"prediction\":null}";

    private final String topic;
    private final List<byte[]> values;

    JsonPool(PipelineConfig config) {
        topic = Topics.of(config.pipeline()).features();
        values = FeaturesPool.rows(config.features()).stream()
                .map(row ->
                        json((ByteBuffer) Objects.requireNonNull(row.values().get(0))))
                .toList();
    }

    private static byte[] json(ByteBuffer vector) {
        var numbers = vector.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        int count = numbers.remaining();
        var text = new StringBuilder();
        while (numbers.hasRemaining()) {
            text.append(numbers.get()).append(',');
        }
        return RECORD.formatted(System.currentTimeMillis(), count, text).getBytes(UTF_8);
    }

    @Override
    public ProducerRecord<byte[], byte[]> record(int number, @Nullable Integer partition) {
        return new ProducerRecord<>(
                topic, partition, Integer.toString(number).getBytes(UTF_8), values.get(number % values.size()));
    }
}
