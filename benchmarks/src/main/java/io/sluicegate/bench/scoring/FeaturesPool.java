package io.sluicegate.bench.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.kafka.Clients;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Some thousand features records, encoded once, sent again and again under other keys: encoding would take the subjects' processor. */
final class FeaturesPool {
    private static final int SIZE = 4096;
    private static final long SEED = 11;

    private final String topic;
    private final List<byte[]> values = new ArrayList<>(SIZE);

    FeaturesPool(PipelineConfig config, Clients clients) {
        topic = Topics.of(config.pipeline()).features();
        var schema = FeaturesSchema.of(config.pipeline(), config.features());
        var writer = clients.serdes().writer(AvroSerdes.subject(topic), schema.schema());
        var random = new Random(SEED);
        for (int i = 0; i < SIZE; i++) {
            values.add(writer.write(
                    schema.record(BenchFeatures.random(config.features(), random, System.currentTimeMillis()))));
        }
    }

    /** The record with that number, which is its key, too. */
    ProducerRecord<byte[], byte[]> record(int number) {
        return record(number, null);
    }

    /** The same for a partition of choice; without one, the key's. */
    ProducerRecord<byte[], byte[]> record(int number, @Nullable Integer partition) {
        var key = Integer.toString(number).getBytes(UTF_8);
        var record = new ProducerRecord<>(topic, partition, key, values.get(number % SIZE));
        record.headers()
                .add(
                        FeaturesRecord.INGESTED,
                        Long.toString(System.currentTimeMillis()).getBytes(UTF_8));
        return record;
    }
}
