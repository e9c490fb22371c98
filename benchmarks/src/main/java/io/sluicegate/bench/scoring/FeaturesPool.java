package io.sluicegate.bench.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.enricher.domain.FeatureVector;
import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.kafka.Clients;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Some thousand features records, encoded once, sent again and again under other keys: encoding would take the subjects' processor. */
public final class FeaturesPool implements Pool {
    public static final int SIZE = 4096;
    private static final long SEED = 11;

    private final String topic;
    private final List<byte[]> values = new ArrayList<>(SIZE);

    public FeaturesPool(PipelineConfig config, Clients clients) {
        topic = Topics.of(config.pipeline()).features();
        var form = FeaturesSchema.of(config.pipeline(), config.features());
        var writer = clients.serdes().writer(AvroSerdes.subject(topic), form.schema());
        rows(config.features()).forEach(row -> values.add(writer.write(form.record(row))));
    }

    /** The rows that the numbers stand for, from 0 on, again and again. */
    public static List<FeatureVector> rows(FeatureSet features) {
        var random = new Random(SEED);
        return Stream.generate(() -> BenchFeatures.random(features, random, System.currentTimeMillis()))
                .limit(SIZE)
                .toList();
    }

    @Override
    public ProducerRecord<byte[], byte[]> record(int number, @Nullable Integer partition) {
        var key = Integer.toString(number).getBytes(UTF_8);
        var record = new ProducerRecord<>(topic, partition, key, values.get(number % SIZE));
        record.headers()
                .add(
                        FeaturesRecord.INGESTED,
                        Long.toString(System.currentTimeMillis()).getBytes(UTF_8));
        return record;
    }
}
