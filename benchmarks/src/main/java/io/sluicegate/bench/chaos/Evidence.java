package io.sluicegate.bench.chaos;

import io.sluicegate.bench.chaos.domain.Answer;
import io.sluicegate.bench.chaos.domain.Asked;
import io.sluicegate.bench.chaos.domain.Content;
import io.sluicegate.bench.chaos.domain.Evolved;
import io.sluicegate.bench.chaos.domain.FaultPlan;
import io.sluicegate.bench.chaos.domain.FeatureCheck.Row;
import io.sluicegate.bench.chaos.domain.Letter;
import io.sluicegate.bench.chaos.domain.Recount.FeatureRow;
import io.sluicegate.bench.chaos.domain.Recount.LabelRow;
import io.sluicegate.bench.chaos.domain.Seen;
import io.sluicegate.bench.chaos.domain.Unusable;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.Label;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.sandbox.CommittedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The whole log, read from its beginning as any {@code read_committed} client would. */
final class Evidence {
    private static final int READABLE = 100;

    private final Clients clients;
    private final OfflineFeatures offline;
    private final List<Asked> asked = new ArrayList<>();
    private final List<Unusable> unusable = new ArrayList<>();
    private final List<Evolved> evolved = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();
    private final List<Seen> predictions = new ArrayList<>();
    private final List<Row> online = new ArrayList<>();
    private final List<FeatureRow> features = new ArrayList<>();
    private final List<LabelRow> labels = new ArrayList<>();
    private final List<DriftReport> reports = new ArrayList<>();
    private final List<RetrainingTrigger> triggers = new ArrayList<>();
    private final List<ModelCommand> commands = new ArrayList<>();
    private final Map<Long, Deployment> revisions = new TreeMap<>();
    private final List<AuditEntry> audit = new ArrayList<>();
    private final List<InstanceStatus> statuses = new ArrayList<>();

    private Evidence(PipelineConfig config, Clients clients) {
        this.clients = clients;
        this.offline = new OfflineFeatures(config);
    }

    static Evidence read(PipelineConfig config, Clients clients) {
        var evidence = new Evidence(config, clients);
        evidence.readAll(config);
        return evidence;
    }

    private void readAll(PipelineConfig config) {
        var topics = Topics.of(config.pipeline());
        var events = config.events().topic();
        var serdes = clients.serdes();
        var event = serdes.genericReader(EventSchemas.USED);
        read(events, record -> event(record, event));
        read(Topics.deadLetters(events), this::letter);
        read(topics.features(), serdes.genericReader(), this::features);
        read(topics.predictions(), serdes.reader(Prediction.class), this::prediction);
        read(
                topics.labels(),
                serdes.reader(Label.class),
                (record, label) -> labels.add(new LabelRow(record.partition(), record.offset(), label)));
        read(topics.drift(), serdes.reader(DriftReport.class), (record, report) -> reports.add(report));
        read(topics.triggers(), serdes.reader(RetrainingTrigger.class), (record, trigger) -> triggers.add(trigger));
        read(Topics.COMMANDS, serdes.reader(ModelCommand.class), (record, command) -> command(command));
        read(Topics.AUDIT, serdes.reader(AuditEntry.class), (record, entry) -> decision(entry));
        readValues(Topics.STATUS, serdes.reader(InstanceStatus.class), statuses::add);
    }

    private void event(ConsumerRecord<String, byte[]> record, AvroReader<GenericRecord> reader) {
        var place = Asked.place(record.partition(), record.offset());
        var way = Spoiler.way(record);
        way.ifPresentOrElse(
                any -> unusable.add(new Unusable(place, any, Letters.key(record), Content.of(record.value()))),
                () -> evolved.add(new Evolved(place, Traffic.schema(record))));
        var id = way.isEmpty() && reader.read(record.value()) instanceof Decoded<GenericRecord> decoded
                ? offline.compute(decoded.value()).orElse(place)
                : place;
        asked.add(new Asked(record.partition(), record.offset(), readable(record.key()), id));
    }

    /** A key may have a megabyte; that of an event with features has not. */
    private static @Nullable String readable(@Nullable String key) {
        return key == null ? null : key.substring(0, Math.min(key.length(), READABLE));
    }

    private void letter(ConsumerRecord<String, byte[]> record) {
        var source = Letters.source(record);
        var place = Asked.place(source.partition(), source.offset());
        answers.add(new Answer(where(record), readable(record.key()), place));
        letters.add(Letters.letter(record, where(record), place));
    }

    private void features(ConsumerRecord<String, byte[]> record, GenericRecord values) {
        online.add(OfflineFeatures.row(where(record), values));
        features.add(new FeatureRow(
                record.partition(), record.offset(), (Long) values.get(FeaturesRecord.EVENT_TIME), values));
    }

    private void prediction(ConsumerRecord<String, byte[]> record, Prediction prediction) {
        predictions.add(new Seen(record.partition(), record.offset(), prediction));
        answers.add(new Answer(where(record), record.key(), prediction.getEventId()));
    }

    private void command(ModelCommand command) {
        if (command.getIssuedBy().endsWith(FaultPlan.TRIGGER)) {
            commands.add(command);
        }
    }

    private void decision(AuditEntry entry) {
        audit.add(entry);
        if (entry.getDeployment() != null) {
            revisions.put(entry.getDeployment().getRevision(), entry.getDeployment());
        }
    }

    private static String where(ConsumerRecord<?, ?> record) {
        return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
    }

    private <T> void readValues(String topic, AvroReader<T> reader, Consumer<T> each) {
        read(topic, record -> {
            if (record.value() != null && reader.read(record.value()) instanceof Decoded<T> decoded) {
                each.accept(decoded.value());
            }
        });
    }

    private <T> void read(String topic, AvroReader<T> reader, BiConsumer<ConsumerRecord<String, byte[]>, T> each) {
        read(topic, record -> {
            if (!(reader.read(record.value()) instanceof Decoded<T> decoded)) {
                throw new CommandFailed(Message.BENCHMARK_FAILED, where(record) + " can't be decoded");
            }
            each.accept(record, decoded.value());
        });
    }

    private void read(String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
        CommittedLog.readAll(clients.consumerProperties("chaos-check"), topic, new ByteArrayDeserializer(), each);
    }

    List<Asked> asked() {
        return asked;
    }

    List<Unusable> unusable() {
        return unusable;
    }

    /** The usable events, with their schemas. */
    List<Evolved> evolved() {
        return evolved;
    }

    List<Letter> letters() {
        return letters;
    }

    List<Answer> answers() {
        return answers;
    }

    List<Seen> predictions() {
        return predictions;
    }

    List<Row> offlineFeatures() {
        return offline.rows();
    }

    List<Row> onlineFeatures() {
        return online;
    }

    List<FeatureRow> features() {
        return features;
    }

    List<LabelRow> labels() {
        return labels;
    }

    List<DriftReport> reports() {
        return reports;
    }

    List<RetrainingTrigger> triggers() {
        return triggers;
    }

    /** Those that the retraining trigger gave. */
    List<ModelCommand> commands() {
        return commands;
    }

    Map<Long, Deployment> revisions() {
        return revisions;
    }

    List<AuditEntry> audit() {
        return audit;
    }

    List<InstanceStatus> statuses() {
        return statuses;
    }
}
