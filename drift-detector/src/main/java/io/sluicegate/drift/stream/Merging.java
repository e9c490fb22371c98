package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.ClosingRule;
import io.sluicegate.drift.domain.DriftAssessor;
import io.sluicegate.drift.domain.MergedWindow;
import io.sluicegate.drift.domain.OutcomeAssessor;
import io.sluicegate.drift.domain.Reference;
import io.sluicegate.drift.domain.Reporter;
import io.sluicegate.drift.domain.Subject;
import io.sluicegate.drift.domain.TopicProgress;
import io.sluicegate.drift.domain.Window;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.drift.stream.References.Known;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.PartialCounts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/** Merges the partitions' counts and reports each window once, when no partition holds it open any more. */
final class Merging extends ContextualProcessor<String, PartialCounts, String, DriftReport> {
    private final DriftParts parts;
    private final String labels;
    private final ClosingRule rule;
    private final Reporter reporter;
    private final Map<String, TopicProgress> topics = new TreeMap<>();
    private MergeStores stores;
    private Versions versions;

    @SuppressWarnings("NullAway.Init") // set in init, which Kafka Streams calls first
    Merging(DriftParts parts) {
        var config = parts.config();
        var settings = parts.settings();
        this.parts = parts;
        this.labels = Topics.of(config.pipeline()).labels();
        this.rule = new ClosingRule(config.partitions(), settings.grace(), parts.silence());
        this.reporter = new Reporter(
                config.pipeline(),
                config.model().name(),
                settings.window(),
                new DriftAssessor(settings.minimumRows(), settings.psi(), settings.ks(), settings.falseAlarmRate()),
                new OutcomeAssessor(settings.minimumLabels()));
    }

    static ProcessorSupplier<String, PartialCounts, String, DriftReport> supply(DriftParts parts) {
        return new Supply<>(
                () -> new Merging(parts), MergeStores.stores(parts.serdes().stored(PartialCounts.class)));
    }

    @Override
    public void init(ProcessorContext<String, DriftReport> context) {
        super.init(context);
        stores = new MergeStores(context);
        versions = new Versions(context, parts);
        topics.clear();
        DriftTopology.sources(parts.config()).forEach(topic -> topics.put(topic, stores.progress(topic)));
        context.schedule(
                CountedWindows.EMIT_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> topics.forEach(this::closeDue));
    }

    @Override
    public void process(Record<String, PartialCounts> record) {
        var partial = record.value();
        var progress = topics.computeIfAbsent(partial.getTopic(), stores::progress);
        var repeated = Partials.hasWindow(partial) && isPast(partial, progress);
        progress.heard(partial.getPartition(), Partials.clock(partial));
        stores.putClock(partial);
        if (Partials.hasWindow(partial) && !repeated) {
            take(partial, progress);
        }
        closeDue(partial.getTopic(), progress);
    }

    /** Whether the window is reported, and the partition had counted all of it before: it says the same again after a restart. */
    private boolean isPast(PartialCounts partial, TopicProgress progress) {
        var window = Partials.window(partial);
        return progress.isClosed(window) && progress.passed(partial.getPartition(), window, rule);
    }

    private void take(PartialCounts partial, TopicProgress progress) {
        var window = Partials.window(partial);
        var news = stores.putCounts(partial);
        if (progress.isClosed(window)) {
            late(partial, progress, news);
        } else {
            progress.opened(window);
        }
    }

    /** A late label still counts, in the window that is reported next; a late row of features or scores doesn't. */
    private void late(PartialCounts partial, TopicProgress progress, WindowCounts news) {
        if (partial.getTopic().equals(labels)) {
            stores.carry(labels, news);
        }
        progress.late(news.rows());
        stores.putClosed(partial.getTopic(), progress.closed());
        parts.metrics().late(partial.getTopic()).increment((double) news.rows());
        sweep(partial, progress);
    }

    private void closeDue(String topic, TopicProgress progress) {
        var now = context().currentSystemTimeMs();
        for (var due = progress.due(rule, now); due.isPresent(); due = progress.due(rule, now)) {
            var merged = stores.merged(topic, due.get());
            if (pending(merged)) {
                break;
            }
            close(topic, progress, merged, now);
        }
        parts.metrics()
                .openWindows(topics.values().stream()
                        .mapToInt(it -> it.open().size())
                        .sum());
    }

    /** Whether a reference that the window is held against is still being read. */
    private boolean pending(MergedWindow merged) {
        return merged.tallies().keySet().stream()
                .filter(subject -> subject.scope() != DriftScope.OUTCOME)
                .anyMatch(subject -> versions.known(subject).orElse(null) instanceof Known.Pending);
    }

    private void close(String topic, TopicProgress progress, MergedWindow merged, long now) {
        Window window = merged.window();
        var late = progress.close(window);
        stores.putClosed(topic, progress.closed());
        stores.dropCarried(topic);
        reporter.reports(merged, this::reference, late, Instant.ofEpochMilli(now))
                .forEach(report -> {
                    context().forward(new Record<>(Reporter.key(report), report, now));
                    parts.metrics().report(report.getScope(), report.getVerdict());
                });
        stores.counts(topic).forEach(partial -> sweep(partial, progress));
    }

    /** Forgets counts of a closed window that will not be replaced; until then they tell how many late rows are new. */
    private void sweep(PartialCounts partial, TopicProgress progress) {
        if (isPast(partial, progress)) {
            stores.deleteCounts(partial);
        }
    }

    private Optional<Reference> reference(Subject subject) {
        return versions.known(subject)
                .flatMap(known ->
                        known instanceof Known.Found found ? Optional.of(found.reference()) : Optional.empty());
    }
}
