package io.sluicegate.launcher.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one revision took over from another, partition by partition, as the log shows it.
 *
 * @param partitions by partition; one that has no prediction of the new revision is left out
 */
record Switch(Map<Integer, OfPartition> partitions) {

    /** A prediction in the log. */
    record Seen(int partition, long offset, long revision, Instant appended) {}

    /**
     * One partition.
     *
     * @param lastOfOld offset of the last prediction of the old revision; -1 if there is none
     * @param firstOfNew offset of the first prediction of the new one
     * @param firstAt when the broker wrote that
     */
    record OfPartition(long lastOfOld, long firstOfNew, Instant firstAt) {}

    static Switch of(List<Seen> predictions, long oldRevision, long newRevision) {
        Map<Integer, Long> lastOfOld = new TreeMap<>();
        Map<Integer, Seen> firstOfNew = new TreeMap<>();
        for (var seen : predictions) {
            if (seen.revision() == oldRevision) {
                lastOfOld.merge(seen.partition(), seen.offset(), Math::max);
            } else if (seen.revision() == newRevision) {
                firstOfNew.merge(seen.partition(), seen, (one, other) -> one.offset() < other.offset() ? one : other);
            }
        }
        var partitions = new TreeMap<Integer, OfPartition>();
        firstOfNew.forEach((partition, first) -> partitions.put(
                partition, new OfPartition(lastOfOld.getOrDefault(partition, -1L), first.offset(), first.appended())));
        return new Switch(partitions);
    }

    /** Whether no prediction of the old revision comes after one of the new. */
    boolean isClean() {
        return partitions.values().stream().allMatch(partition -> partition.lastOfOld() < partition.firstOfNew());
    }

    /** Time until the last partition had its first prediction of the new revision. */
    Duration effectAfter(Instant command) {
        var last = partitions.values().stream()
                .map(OfPartition::firstAt)
                .max(Instant::compareTo)
                .orElse(command);
        return Duration.between(command, last);
    }

    List<Map<String, Object>> figures(Instant command) {
        var figures = new ArrayList<Map<String, Object>>();
        partitions.forEach((number, partition) -> {
            var figure = new LinkedHashMap<String, Object>();
            figure.put("partition", number);
            figure.put("lastOfBad", partition.lastOfOld());
            figure.put("firstOfRestored", partition.firstOfNew());
            figure.put(
                    "effectMs", Duration.between(command, partition.firstAt()).toMillis());
            figures.add(figure);
        });
        return figures;
    }
}
