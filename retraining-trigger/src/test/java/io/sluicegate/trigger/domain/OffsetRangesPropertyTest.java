package io.sluicegate.trigger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.OffsetRange;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OffsetRangesPropertyTest {

    @Property
    void theUnionHoldsExactlyTheSameRecords(@ForAll("ranges") List<OffsetRange> ranges) {
        assertThat(records(OffsetRanges.union(ranges))).isEqualTo(records(ranges));
    }

    @Property
    void theUnionHasNoRangesThatTouch(@ForAll("ranges") List<OffsetRange> ranges) {
        var union = OffsetRanges.union(ranges);
        for (int i = 1; i < union.size(); i++) {
            var before = union.get(i - 1);
            var after = union.get(i);
            assertThat(before.getPartition() < after.getPartition()
                            || before.getTopic().compareTo(after.getTopic()) < 0
                            || before.getUntilOffset() < after.getFromOffset())
                    .isTrue();
        }
    }

    @Provide
    Arbitrary<List<OffsetRange>> ranges() {
        return Combinators.combine(
                        Arbitraries.of("features", "labels"),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.longs().between(0, 30),
                        Arbitraries.longs().between(0, 10))
                .as((topic, partition, from, length) -> new OffsetRange(topic, partition, from, from + length))
                .list()
                .ofMaxSize(12);
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
