package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.PartitionClock;
import io.sluicegate.drift.domain.Subject;
import io.sluicegate.drift.domain.Tally;
import io.sluicegate.drift.domain.Window;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.records.DriftScope;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The compact form of a stored window. Instead of the Avro record that the partials travel in, because it is written with
 * each row: numbers go straight from their arrays into the bytes.
 */
final class StoredWindowSerde {
    private static final byte FORMAT = 1;

    private StoredWindowSerde() {}

    static Serde<StoredWindow> create() {
        return Serdes.serdeFrom(
                (topic, window) -> window == null ? null : write(window),
                (topic, bytes) -> bytes == null ? null : read(new PackedReader(bytes)));
    }

    private static byte[] write(StoredWindow stored) {
        var counts = stored.counts();
        var out = new PackedWriter().number(FORMAT);
        out.number(counts.window().start()).number(counts.window().end());
        out.number(counts.rows()).number(counts.fromOffset()).number(counts.untilOffset());
        out.number(stored.clock().watermark()).number(stored.clock().late());
        out.number(counts.tallies().size());
        counts.tallies().forEach((subject, tally) -> write(subject, tally, out));
        return out.bytes();
    }

    private static void write(Subject subject, Tally tally, PackedWriter out) {
        out.text(subject.scope().name());
        out.text(subject.name()).text(subject.version()).text(subject.referenceDigest());
        out.number(tally.rows()).number(tally.missing()).real(tally.sum()).number(tally.cells());
        for (var cell = 0; cell < tally.cells(); cell++) {
            out.number(tally.in(cell));
        }
    }

    private static StoredWindow read(PackedReader in) {
        var format = in.number();
        if (format != FORMAT) {
            throw new IllegalStateException("a stored window has format " + format + ", this version reads " + FORMAT
                    + ": reset the drift detector's application or run the version that wrote it");
        }
        var window = new Window(in.number(), in.number());
        var counts = new WindowCounts(window, in.number(), in.number(), in.number());
        var clock = new PartitionClock(in.number(), in.number(), false);
        for (var subjects = in.number(); subjects > 0; subjects--) {
            readSubject(in, counts);
        }
        return new StoredWindow(counts, clock);
    }

    private static void readSubject(PackedReader in, WindowCounts counts) {
        var scope = DriftScope.valueOf(in.text());
        var subject = new Subject(scope, in.text(), in.text(), in.text());
        var rows = in.number();
        var missing = in.number();
        var sum = in.real();
        var cells = new long[(int) in.number()];
        for (var cell = 0; cell < cells.length; cell++) {
            cells[cell] = in.number();
        }
        counts.put(subject, new Tally(rows, missing, cells, sum));
    }
}
