package io.sluicegate.launcher.seeing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.launcher.seeing.domain.Counted;
import io.sluicegate.launcher.seeing.domain.Decided;
import io.sluicegate.launcher.seeing.domain.Explanation;
import io.sluicegate.launcher.seeing.domain.Found;
import io.sluicegate.launcher.seeing.domain.Place;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.Label;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.RetrainingTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the chain of records about a prediction. The prediction names its features record, whose header names the moment at which the event
 * was appended; labels, windows and triggers come after the event.
 */
final class ChainReader {
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration SHADOWED = Duration.ofMinutes(1);
    private static final long SHADOWS = 20_000;
    private static final long LABELS = 100_000;
    private static final long REPORTS = 50_000;
    private static final long TRIGGERS = 10_000;

    private final PipelineLog log;

    ChainReader(PipelineLog log) {
        this.log = log;
    }

    Explanation of(Found<Prediction> prediction) {
        var about = prediction.value();
        var raw = log.at(log.topics().features(), about.getFeaturesPartition(), about.getFeaturesOffset());
        var since = raw.flatMap(ChainReader::ingested).orElse(prediction.place().appended());
        var label = label(about, since);
        var counted = new Counted(featuresPlace(about, since), prediction, label);
        var windows = log
                .all(DriftReport.class, log.since(log.topics().drift(), since).first(REPORTS))
                .stream()
                .filter(report -> counted.isCountedBy(report.value()))
                .toList();
        var triggers = windows.isEmpty()
                ? List.<Found<RetrainingTrigger>>of()
                : Counted.triggers(
                        log.all(
                                RetrainingTrigger.class,
                                log.since(log.topics().triggers(), since).first(TRIGGERS)),
                        windows);
        return new Explanation(
                prediction,
                raw.flatMap(it -> event(it, about)),
                raw.flatMap(log::fields),
                Decided.revision(about.getRevision(), log.audit()),
                shadows(about, prediction.place().appended()),
                label,
                windows,
                triggers);
    }

    private Place featuresPlace(Prediction prediction, Instant appended) {
        return new Place(
                log.topics().features(), prediction.getFeaturesPartition(), prediction.getFeaturesOffset(), appended);
    }

    /** The event, among those that were appended in the same millisecond. */
    private Optional<Found<Map<String, Object>>> event(ConsumerRecord<byte[], byte[]> features, Prediction about) {
        return ingested(features).flatMap(moment -> {
            var partitions = log.log().partitions(log.config().events().topic());
            var events = new ArrayList<Found<Map<String, Object>>>();
            log.read(log.between(partitions, moment, moment.plus(MOMENT)), raw -> {
                if (raw.key() != null && new String(raw.key(), UTF_8).equals(about.getEntity())) {
                    log.fields(raw).filter(it -> isAbout(it.value(), about)).ifPresent(events::add);
                }
                return events.isEmpty();
            });
            return events.stream().findFirst();
        });
    }

    /** Without a declared id, the entity's event of that moment is meant. */
    private boolean isAbout(Map<String, Object> event, Prediction about) {
        return log.config()
                .events()
                .id()
                .map(field -> about.getEventId().equals(String.valueOf(event.get(field))))
                .orElse(true);
    }

    private static Optional<Instant> ingested(ConsumerRecord<byte[], byte[]> features) {
        try {
            return Optional.ofNullable(features.headers().lastHeader(FeaturesRecord.INGESTED))
                    .map(header -> Instant.ofEpochMilli(Long.parseLong(new String(header.value(), UTF_8))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private List<Found<Prediction>> shadows(Prediction about, Instant appended) {
        return new EventSearch(
                        log,
                        about.getEventId(),
                        Optional.of(about.getEntity()),
                        Optional.of(appended),
                        SHADOWED,
                        SHADOWS)
                .in(log.topics().shadowPredictions());
    }

    /** The newest label, among the first that came after the prediction. */
    private Optional<Found<Label>> label(Prediction about, Instant since) {
        var id = about.getEventId().getBytes(UTF_8);
        var labels = new ArrayList<Found<Label>>();
        log.each(
                Label.class,
                log.since(log.topics().labels(), since).first(LABELS),
                raw -> EventSearch.contains(raw.value(), id),
                label -> {
                    if (label.value().getEventId().equals(about.getEventId())
                            && label.value().getEntity().equals(about.getEntity())) {
                        labels.add(label);
                    }
                });
        return labels.stream().reduce((before, last) -> last);
    }
}
