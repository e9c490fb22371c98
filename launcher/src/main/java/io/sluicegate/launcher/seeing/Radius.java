package io.sluicegate.launcher.seeing;

import static io.sluicegate.runtime.http.Json.object;

import io.sluicegate.launcher.seeing.domain.DecisionCount;
import io.sluicegate.launcher.seeing.domain.Reign;
import io.sluicegate.records.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * The predictions by which a version decided during one reign.
 *
 * @param span the offsets between which they lie
 * @param counts by partition; empty if they were not counted
 */
record Radius(Reign reign, Span span, Optional<Map<Integer, DecisionCount>> counts) {

    /** How many decisions there are, or about how many if they were not counted. */
    long decisions() {
        return counts.map(all -> all.values().stream()
                        .mapToLong(DecisionCount::decisions)
                        .sum())
                .orElseGet(() -> Math.round(span.length() * (reign.lowestShare() + reign.highestShare()) / 2));
    }

    List<TopicPartition> partitions() {
        return span.from().keySet().stream()
                .sorted(Comparator.comparing(TopicPartition::partition))
                .toList();
    }

    /** The count of a partition in which the version has decided; empty if there is none, or if nothing was counted. */
    Optional<DecisionCount> count(TopicPartition partition) {
        return counts.map(all -> all.get(partition.partition()));
    }

    Map<String, Object> json() {
        return object(
                "fromRevision", reign.fromRevision(),
                "untilRevision", reign.untilRevision(),
                "since", reign.since(),
                "until", reign.until(),
                "lowestShare", reign.lowestShare(),
                "highestShare", reign.highestShare(),
                "decisions", decisions(),
                "partitions", partitions().stream().map(this::json).toList());
    }

    private Map<String, Object> json(TopicPartition partition) {
        var json = object(
                "partition", partition.partition(),
                "from", span.begin(partition),
                "until", span.end(partition));
        count(partition)
                .ifPresent(count -> json.putAll(object(
                        "from", count.from(),
                        "until", count.until(),
                        "decisions", count.decisions(),
                        "positives", count.positives(),
                        "rejected", count.outcomes().getOrDefault(Outcome.REJECTED, 0L))));
        return json;
    }
}
