package io.sluicegate.launcher.seeing;

import io.sluicegate.launcher.cli.Progress;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.seeing.domain.DecisionCount;
import io.sluicegate.launcher.seeing.domain.Reign;
import io.sluicegate.launcher.seeing.domain.RevisionSearch;
import io.sluicegate.records.Prediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/** Finds and counts a version's predictions: their borders by halving, their number by reading what lies between. */
final class RadiusReader {
    private final PipelineLog log;
    private final Terminal terminal;

    RadiusReader(PipelineLog log, Terminal terminal) {
        this.log = log;
        this.terminal = terminal;
    }

    /** The offsets at which the reign's first revision begins and the first revision after it. */
    Span span(Reign reign) {
        var all = log.whole(log.topics().predictions());
        var from = new HashMap<TopicPartition, Long>();
        var until = new HashMap<TopicPartition, Long>();
        all.until().forEach((partition, end) -> {
            var search = new RevisionSearch(offset -> revision(partition, offset, end));
            var first = search.first(reign.fromRevision(), all.begin(partition), end);
            from.put(partition, first);
            until.put(
                    partition,
                    reign.untilRevision()
                            .map(revision -> search.first(revision, first, end))
                            .orElse(end));
        });
        return new Span(from, until);
    }

    private OptionalLong revision(TopicPartition partition, long offset, long end) {
        var found = new ArrayList<Long>();
        log.read(new Span(Map.of(partition, offset), Map.of(partition, end)), raw -> {
            log.decoded(Prediction.class, raw)
                    .ifPresent(it -> found.add(it.value().getRevision()));
            return found.isEmpty();
        });
        return found.stream().mapToLong(Long::longValue).findFirst();
    }

    /** The version's predictions in the span, by partition. */
    @SuppressWarnings("try") // progress watches the reading until it is closed
    Map<Integer, DecisionCount> counted(String version, Span span) {
        var counts = new TreeMap<Integer, DecisionCount>();
        var read = new AtomicLong();
        try (var progress = Progress.of(terminal, "reading predictions", span.length(), read::get)) {
            log.each(Prediction.class, span, raw -> read.incrementAndGet() > 0, found -> {
                if (found.value().getVersion().equals(version)) {
                    counts.computeIfAbsent(found.place().partition(), DecisionCount::new)
                            .add(found);
                }
            });
        }
        return counts;
    }
}
