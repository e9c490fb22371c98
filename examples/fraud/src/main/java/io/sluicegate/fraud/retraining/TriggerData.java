package io.sluicegate.fraud.retraining;

import io.sluicegate.fraud.training.FeatureColumns;
import io.sluicegate.fraud.training.TrainingTable;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.Label;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows that a trigger asks to train on: the features records it names, joined with the labels written since.
 *
 * <p>A row without a label at the end of patience is left out, because a row that isn't known to be fraud isn't known to be honest. If
 * too few of the named rows are frauds, the same number of rows from just before them is added, until there are enough or the topic has
 * no more. Some of those rows are from the world before the drift, but a model that has seen too little fraud is worse.
 */
final class TriggerData {
    private static final Logger LOG = LoggerFactory.getLogger(TriggerData.class);
    /** A label is written after its event, but perhaps before the event's features, if those are computed late. */
    private static final Duration LABEL_MARGIN = Duration.ofMinutes(1);

    private final PipelineConfig config;
    private final Clients clients;
    private final RetrainingSettings settings;

    TriggerData(PipelineConfig config, Clients clients, RetrainingSettings settings) {
        this.config = config;
        this.clients = clients;
        this.settings = settings;
    }

    TrainingTable table(RetrainingTrigger trigger) {
        try (var features = consumer();
                var labels = consumer()) {
            var ranges = trigger.getSources().stream()
                    .filter(range -> range.getTopic().equals(topics().features()))
                    .toList();
            return table(ranges, new RangeReader(features), labelReader(labels));
        }
    }

    private TrainingTable table(List<OffsetRange> named, RangeReader reader, LabelReader labels) {
        var rows = rows(named, reader);
        labels.readFrom(earliest(rows));
        labels.readOn(() -> rows.isCoveredBy(labels.truths()), settings.patience());
        var table = rows.join(labels.truths());
        LOG.atInfo()
                .addKeyValue("named", rows.rows().size())
                .addKeyValue("labelled", table.size())
                .addKeyValue("frauds", table.positives())
                .log("read the trigger's rows");
        return extended(table, named, reader, labels);
    }

    private TrainingTable extended(
            TrainingTable named, List<OffsetRange> ranges, RangeReader reader, LabelReader labels) {
        var table = named;
        var before = reader.before(ranges);
        while (table.positives() < settings.minimumPositives() && !before.isEmpty()) {
            var earlier = rows(before, reader);
            labels.readFrom(earliest(earlier));
            table = table.with(earlier.join(labels.truths()));
            before = reader.before(before);
            LOG.atInfo()
                    .addKeyValue("labelled", table.size())
                    .addKeyValue("frauds", table.positives())
                    .log("too few frauds among the trigger's rows; also reading earlier rows");
        }
        return table;
    }

    private FeatureRows rows(List<OffsetRange> ranges, RangeReader reader) {
        var columns = FeatureColumns.of(config.features());
        var rows = FeatureRows.empty(columns, config.features().fingerprint());
        var decoder = clients.serdes().genericReader();
        reader.read(ranges, record -> {
            if (decoder.read(record.value()) instanceof Decoded<GenericRecord> features) {
                rows.add(features.value(), record.timestamp());
            }
        });
        return rows;
    }

    private static Instant earliest(FeatureRows rows) {
        return rows.rows().stream()
                .map(FeatureRows.UnlabelledRow::appendedAt)
                .min(Instant::compareTo)
                .map(appended -> appended.minus(LABEL_MARGIN))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The trigger's ranges hold no features of this pipeline's feature set, so there are no rows "
                                + "to train on."));
    }

    private LabelReader labelReader(KafkaConsumer<byte[], byte[]> consumer) {
        return new LabelReader(consumer, clients.serdes().reader(Label.class), topics().labels());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var properties = clients.consumerProperties(config.pipeline() + "-retraining-data");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Topics topics() {
        return Topics.of(config.pipeline());
    }
}
