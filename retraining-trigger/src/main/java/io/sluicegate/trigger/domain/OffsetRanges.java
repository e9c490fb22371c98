package io.sluicegate.trigger.domain;

import io.sluicegate.records.OffsetRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Unites ranges of records: exactly the same records, in as few ranges as possible, in order. */
final class OffsetRanges {
    private static final Comparator<OffsetRange> ORDER = Comparator.comparing(OffsetRange::getTopic)
            .thenComparing(OffsetRange::getPartition)
            .thenComparing(OffsetRange::getFromOffset);

    private OffsetRanges() {}

    static List<OffsetRange> union(Collection<OffsetRange> ranges) {
        var united = new ArrayList<OffsetRange>();
        ranges.stream()
                .filter(range -> range.getFromOffset() < range.getUntilOffset())
                .sorted(ORDER)
                .forEach(range -> add(united, range));
        return united;
    }

    private static void add(List<OffsetRange> united, OffsetRange range) {
        var last = united.isEmpty() ? range : united.get(united.size() - 1);
        if (!united.isEmpty() && touches(last, range)) {
            united.set(united.size() - 1, span(last, range));
        } else {
            united.add(range);
        }
    }

    private static boolean touches(OffsetRange one, OffsetRange next) {
        return one.getTopic().equals(next.getTopic())
                && one.getPartition() == next.getPartition()
                && next.getFromOffset() <= one.getUntilOffset();
    }

    private static OffsetRange span(OffsetRange one, OffsetRange next) {
        return new OffsetRange(
                one.getTopic(),
                one.getPartition(),
                one.getFromOffset(),
                Math.max(one.getUntilOffset(), next.getUntilOffset()));
    }
}
