package io.sluicegate.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.drift.domain.PartitionClock;
import io.sluicegate.drift.domain.Subject;
import io.sluicegate.drift.domain.Tally;
import io.sluicegate.drift.domain.Window;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.records.DriftScope;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.serialization.Serde;

class StoredWindowSerdeTest {
    private static final Serde<StoredWindow> SERDE = StoredWindowSerde.create();

    @Property
    void shouldReadWhatItWrites(
            @ForAll long watermark,
            @ForAll @LongRange(min = 0) long rows,
            @ForAll long[] cells,
            @ForAll double sum,
            @ForAll String name) {
        // given
        var counts = new WindowCounts(new Window(-100, 200), rows, 3, Long.MAX_VALUE);
        counts.put(new Subject(DriftScope.PREDICTION, name, "7", "digest"), new Tally(rows, 2, cells, sum));
        counts.put(Subject.ALL_LABELS, new Tally(0));

        // when
        var bytes =
                SERDE.serializer().serialize("topic", new StoredWindow(counts, new PartitionClock(watermark, 5, true)));
        var read = SERDE.deserializer().deserialize("topic", bytes);

        // then: whether the partition is idle is found out anew
        assertThat(read.clock()).isEqualTo(new PartitionClock(watermark, 5, false));
        assertThat(Partials.of("t", 1, read.counts(), PartitionClock.START))
                .isEqualTo(Partials.of("t", 1, counts, PartitionClock.START));
    }

    @Property
    void shouldTravelAsARecord(@ForAll long[] cells, @ForAll double sum) {
        var counts = new WindowCounts(new Window(0, 200), 9, 3, 20);
        counts.put(Subject.outcomes("7", "digest"), new Tally(9, 2, cells, sum));

        var partial = Partials.of("t", 1, counts, PartitionClock.START);

        assertThat(Partials.clock(partial)).isEqualTo(PartitionClock.START);
        assertThat(Partials.of("t", 1, Partials.counts(partial), PartitionClock.START))
                .isEqualTo(partial);
    }
}
