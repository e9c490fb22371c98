package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.PartitionClock;
import io.sluicegate.drift.domain.Silence;
import io.sluicegate.drift.domain.Subject;
import io.sluicegate.drift.domain.Tally;
import io.sluicegate.drift.domain.Window;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.drift.domain.WindowCounts.Range;
import io.sluicegate.records.DriftScope;
import io.sluicegate.runtime.avro.StateSerdes;
import io.sluicegate.runtime.binary.BinaryInput;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.runtime.binary.StateFormat;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;

/**
 * The compact form of a stored window, in Avro's primitive encodings. It replaces the Avro record of the partial counts because it is
 * written with each commit: numbers go straight from their arrays into the bytes.
 */
final class StoredWindowSerde {
    private static final int VERSION = 4;

    /** The previous version, which lacks the dropped windows. */
    private static final int WITHOUT_DROPPED = 3;

    /** The version before that. Its subjects also have no tenure, and its offsets no partition, so neither is restored. */
    private static final int WITHOUT_TENURE = 2;

    private StoredWindowSerde() {}

    static Serde<StoredWindow> of(String store) {
        return StateSerdes.of(StateFormat.of(store, VERSION, StoredWindowSerde::write, StoredWindowSerde::read)
                .readingFrom(WITHOUT_TENURE));
    }

    private static void write(StoredWindow stored, BinaryOutput out) {
        var counts = stored.counts();
        out.writeLong(counts.window().start());
        out.writeLong(counts.window().end());
        out.writeLong(counts.rows());
        out.writeLong(counts.sources().size());
        counts.sources().forEach((partition, range) -> write(partition, range, out));
        out.writeLong(stored.clock().watermark());
        out.writeLong(stored.clock().late());
        out.writeLong(stored.dropped());
        out.writeLong(counts.tallies().size());
        counts.tallies().forEach((subject, tally) -> write(subject, tally, out));
    }

    private static void write(int partition, Range range, BinaryOutput out) {
        out.writeLong(partition);
        out.writeLong(range.from());
        out.writeLong(range.until());
    }

    private static void write(Subject subject, Tally tally, BinaryOutput out) {
        out.writeString(subject.scope().name());
        out.writeString(subject.name());
        out.writeString(subject.version());
        out.writeString(subject.referenceDigest());
        out.writeLong(subject.tenure());
        out.writeLong(tally.rows());
        out.writeLong(tally.missing());
        out.writeDouble(tally.sum());
        out.writeLong(tally.cells());
        out.writeLongs(tally.cells(), tally::in);
    }

    private static StoredWindow read(BinaryInput in, int version) throws IOException {
        var window = new Window(in.readLong(), in.readLong());
        var counts = new WindowCounts(window, in.readLong());
        readSources(in, counts, version);
        var clock = new PartitionClock(in.readLong(), in.readLong(), Silence.NEVER);
        var dropped = version > WITHOUT_DROPPED ? in.readLong() : Long.MIN_VALUE;
        for (var subjects = in.readLong(); subjects > 0; subjects--) {
            readSubject(in, counts, version);
        }
        return new StoredWindow(counts, clock, dropped);
    }

    private static void readSources(BinaryInput in, WindowCounts counts, int version) throws IOException {
        if (version == WITHOUT_TENURE) {
            in.readLong();
            in.readLong();
            return;
        }
        for (var sources = in.readLong(); sources > 0; sources--) {
            counts.put(in.readInt(), new Range(in.readLong(), in.readLong()));
        }
    }

    private static void readSubject(BinaryInput in, WindowCounts counts, int version) throws IOException {
        var scope = DriftScope.valueOf(in.readString());
        var subject = new Subject(
                scope,
                in.readString(),
                in.readString(),
                in.readString(),
                version == WITHOUT_TENURE ? 0 : in.readLong());
        var rows = in.readLong();
        var missing = in.readLong();
        var sum = in.readDouble();
        var cells = new long[in.readInt()];
        for (var cell = 0; cell < cells.length; cell++) {
            cells[cell] = in.readLong();
        }
        counts.put(subject, new Tally(rows, missing, cells, sum));
    }
}
