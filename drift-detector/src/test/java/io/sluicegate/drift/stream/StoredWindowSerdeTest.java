package io.sluicegate.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.drift.domain.PartitionClock;
import io.sluicegate.drift.domain.Silence;
import io.sluicegate.drift.domain.Subject;
import io.sluicegate.drift.domain.Tally;
import io.sluicegate.drift.domain.Window;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.drift.domain.WindowCounts.Range;
import io.sluicegate.records.DriftScope;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.runtime.binary.UnreadableState;
import io.sluicegate.testing.Draw;
import io.sluicegate.testing.Law;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class StoredWindowSerdeTest {
    private static final Serde<StoredWindow> SERDE = StoredWindowSerde.of("windows");

    @Test
    void shouldReadWhatItWrites() {
        Law.holds(draw -> {
            // given
            var watermark = draw.anyLong();
            var rows = draw.between(0, Long.MAX_VALUE);
            var cells = cells(draw);
            var sum = draw.between(-Double.MAX_VALUE, Double.MAX_VALUE);
            var name = draw.anyString();
            var counts = new WindowCounts(new Window(-100, 200), rows);
            counts.put(4, new Range(3, Long.MAX_VALUE));
            counts.put(7, new Range(0, 1));
            counts.put(new Subject(DriftScope.OUTCOME, name, "7", "digest", watermark), new Tally(rows, 2, cells, sum));
            counts.put(Subject.ALL_LABELS, new Tally(0));

            // when
            var bytes = SERDE.serializer()
                    .serialize("topic", new StoredWindow(counts, new PartitionClock(watermark, 5, 77), rows));
            var read = SERDE.deserializer().deserialize("topic", bytes);

            // then: whether the partition is idle is found out anew
            assertThat(read.clock()).isEqualTo(new PartitionClock(watermark, 5, Silence.NEVER));
            assertThat(read.dropped()).isEqualTo(rows);
            assertThat(Partials.of("t", 1, read.counts(), PartitionClock.START))
                    .isEqualTo(Partials.of("t", 1, counts, PartitionClock.START));
        });
    }

    @Test
    void shouldReadTheFormatWithoutTenures() {
        // given
        var out = BinaryOutput.begin();
        LongStream.of(2, 0, 200, 9, 3, 20, 150, 5, 1).forEach(out::writeLong);
        List.of("OUTCOME", "labels", "7", "digest").forEach(out::writeString);
        out.writeLong(9);
        out.writeLong(0);
        out.writeDouble(1);
        out.writeLong(1);
        out.writeLong(9);

        // when
        var read = SERDE.deserializer().deserialize("topic", out.toByteArray());

        // then
        var subject = Subject.outcomes("7", "digest", 0);
        assertThat(read.counts().tallies()).containsOnlyKeys(subject);
        assertThat(read.counts().tallies().get(subject).in(0)).isEqualTo(9);
    }

    @Test
    void shouldReadTheFormatThatDoesNotSayWhichWindowsWereDropped() {
        // given: format, window, rows, one source, watermark, late, no subjects
        var out = BinaryOutput.begin();
        LongStream.of(3, 0, 200, 9, 1, 4, 3, 20, 150, 5, 0).forEach(out::writeLong);

        // when
        var read = SERDE.deserializer().deserialize("topic", out.toByteArray());

        // then
        assertThat(read.counts().sources()).containsEntry(4, new Range(3, 20));
        assertThat(read.clock()).isEqualTo(new PartitionClock(150, 5, Silence.NEVER));
        assertThat(read.dropped()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void shouldRefuseAFormatThatItDoesNotKnow() {
        var out = BinaryOutput.begin();
        out.writeLong(99);

        assertThatThrownBy(() -> SERDE.deserializer().deserialize("topic", out.toByteArray()))
                .isInstanceOf(UnreadableState.class)
                .hasMessageContaining(
                        "windows can't be read: a value has version 99, and this Sluicegate reads 2 to 4");
    }

    @Test
    void shouldTravelAsARecord() {
        Law.holds(draw -> {
            var cells = cells(draw);
            var sum = draw.between(-Double.MAX_VALUE, Double.MAX_VALUE);
            var counts = new WindowCounts(new Window(0, 200), 9);
            counts.put(2, new Range(3, 20));
            counts.put(Subject.outcomes("7", "digest", 12), new Tally(9, 2, cells, sum));

            var partial = Partials.of("t", 1, counts, PartitionClock.START);

            assertThat(Partials.clock(partial)).isEqualTo(PartitionClock.START);
            assertThat(Partials.of("t", 1, Partials.counts(partial), PartitionClock.START))
                    .isEqualTo(partial);
        });
    }

    private static long[] cells(Draw draw) {
        return draw.list(0, 255, draw::anyLong).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }
}
