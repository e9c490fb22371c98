package io.sluicegate.drift.stream;

import io.micrometer.core.instrument.Counter;
import io.sluicegate.drift.domain.LabelTimes;
import io.sluicegate.drift.domain.LabelTimes.Dated;
import io.sluicegate.drift.domain.Silence;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Label;
import io.sluicegate.records.LabelProgress;
import io.sluicegate.records.RoutedLabel;
import io.sluicegate.runtime.kafka.StateSerdes;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Sends each label to the partition of its entity, where its prediction is: whoever writes labels may key and partition them as they
 * like. Decides by the order of its own partition in which window a label counts. Tells every partition of the join when windows are
 * over here, and when no label comes: what joins labels of several partitions can't know it otherwise.
 */
final class LabelRouting extends ContextualProcessor<byte[], Label, String, LabelProgress> {
    static final String STORE = "label-times";

    /** Whom progress without a label goes to: everybody. */
    private static final String ALL = "";

    private static final Integer WATERMARK = 0;

    private final Silence silence;
    private final LabelTimes times;
    private final Counter late;
    private KeyValueStore<Integer, Long> store;
    private long lastLabel;
    private long silentSince;
    private @Nullable Told told;

    /** What every partition of the join knows. */
    private record Told(long passed, long silentSince) {}

    @SuppressWarnings("NullAway.Init") // set in init, which Kafka Streams calls first
    LabelRouting(DriftParts parts) {
        var settings = parts.settings();
        silence = parts.silence();
        times = new LabelTimes(settings.window(), settings.grace(), settings.labelLateness());
        late = parts.metrics().late(Topics.of(parts.config().pipeline()).labels());
    }

    static ProcessorSupplier<byte[], Label, String, LabelProgress> supply(DriftParts parts) {
        StoreBuilder<?> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(STORE), Serdes.Integer(), StateSerdes.numbers(STORE))
                .withCachingEnabled();
        return new Supply<>(() -> new LabelRouting(parts), Set.of(store));
    }

    /** Labels go by their key, which is their entity, as predictions do; progress without a label goes to all. */
    static StreamPartitioner<String, LabelProgress> partitioner() {
        return (topic, key, progress, partitions) -> progress.getLabel() != null
                ? Optional.empty()
                : Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
    }

    @Override
    public void init(ProcessorContext<String, LabelProgress> context) {
        super.init(context);
        store = context.getStateStore(STORE);
        Optional.ofNullable(store.get(WATERMARK)).ifPresent(times::restore);
        lastLabel = context.currentSystemTimeMs();
        silentSince = Silence.NEVER;
        told = null;
        context.schedule(CountedWindows.EMIT_EVERY, PunctuationType.WALL_CLOCK_TIME, this::tell);
    }

    @Override
    public void process(Record<byte[], Label> record) {
        lastLabel = context().currentSystemTimeMs();
        silentSince = Silence.NEVER;
        var label = record.value();
        var dated = times.arrive(label.getKnownAt().toEpochMilli());
        store.put(WATERMARK, times.watermark());
        if (dated.late()) {
            late.increment();
        }
        context().forward(record.withKey(label.getEntity()).withValue(progress(routed(label, dated))));
    }

    private RoutedLabel routed(Label label, Dated dated) {
        return new RoutedLabel(
                label.getEntity(),
                label.getEventId(),
                label.getPositive(),
                label.getEventTime(),
                label.getKnownAt(),
                Instant.ofEpochMilli(dated.time()),
                dated.late(),
                context().recordMetadata().orElseThrow().offset());
    }

    private void tell(long now) {
        silentSince = silence.begins(lastLabel, now) ? lastLabel : Silence.NEVER;
        var news = new Told(times.passed(), silentSince);
        if (!news.equals(told)) {
            context().forward(new Record<>(ALL, progress(null), Math.max(0, now)));
            told = news;
        }
    }

    private LabelProgress progress(@Nullable RoutedLabel label) {
        var since = silentSince == Silence.NEVER ? null : Instant.ofEpochMilli(silentSince);
        return new LabelProgress(context().taskId().partition(), Instant.ofEpochMilli(times.watermark()), since, label);
    }
}
