package io.sluicegate.trigger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.OffsetRange;
import io.sluicegate.testing.Draw;
import io.sluicegate.testing.Law;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OffsetRangesPropertyTest {

    @Test
    void theUnionHoldsExactlyTheSameRecords() {
        Law.holds(draw -> {
            var ranges = ranges(draw);
            assertThat(records(OffsetRanges.union(ranges))).isEqualTo(records(ranges));
        });
    }

    @Test
    void theUnionHasNoRangesThatTouch() {
        Law.holds(draw -> {
            var ranges = ranges(draw);
            var union = OffsetRanges.union(ranges);
            for (int i = 1; i < union.size(); i++) {
                var before = union.get(i - 1);
                var after = union.get(i);
                assertThat(before.getPartition() < after.getPartition()
                                || before.getTopic().compareTo(after.getTopic()) < 0
                                || before.getUntilOffset() < after.getFromOffset())
                        .isTrue();
            }
        });
    }

    private static List<OffsetRange> ranges(Draw draw) {
        return draw.list(0, 12, () -> {
            var from = draw.between(0L, 30L);
            var until = from + draw.between(0, 10);
            return new OffsetRange(draw.oneOf("features", "labels"), draw.oneOf(0, 1), from, until);
        });
    }

    private static Set<String> records(Collection<OffsetRange> ranges) {
        var records = new HashSet<String>();
        for (var range : ranges) {
            for (long offset = range.getFromOffset(); offset < range.getUntilOffset(); offset++) {
                records.add(range.getTopic() + "/" + range.getPartition() + "/" + offset);
            }
        }
        return records;
    }
}
