package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.PartitionClock;
import io.sluicegate.drift.domain.Silence;
import io.sluicegate.drift.domain.Subject;
import io.sluicegate.drift.domain.Tally;
import io.sluicegate.drift.domain.Window;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.drift.domain.WindowCounts.Range;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.PartialCounts;
import io.sluicegate.records.SubjectCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Converts between the domain's counts and the partial-counts record. */
final class Partials {
    private static final Instant NEVER = Instant.EPOCH;

    private Partials() {}

    /** The counts of a partition for a window, and the partition's progress. */
    static PartialCounts of(String topic, int partition, WindowCounts counts, PartitionClock clock) {
        var partial = clockOf(topic, partition, clock);
        partial.setSubjects(new ArrayList<>(
                counts.tallies().entrySet().stream().map(Partials::subject).toList()));
        partial.setWindowStart(Instant.ofEpochMilli(counts.window().start()));
        partial.setWindowEnd(Instant.ofEpochMilli(counts.window().end()));
        partial.setRows(counts.rows());
        partial.setSources(ranges(topic, counts));
        return partial;
    }

    /** Only the progress of a partition. */
    static PartialCounts clockOf(String topic, int partition, PartitionClock clock) {
        return PartialCounts.newBuilder()
                .setSubjects(new ArrayList<>())
                .setTopic(topic)
                .setPartition(partition)
                .setWindowStart(NEVER)
                .setWindowEnd(NEVER)
                .setRows(0)
                .setSources(new ArrayList<>())
                .setWatermark(Instant.ofEpochMilli(clock.watermark()))
                .setLate(clock.late())
                .setSilentSince(clock.silentSince() == Silence.NEVER ? null : Instant.ofEpochMilli(clock.silentSince()))
                .build();
    }

    static boolean hasWindow(PartialCounts partial) {
        return partial.getWindowEnd().isAfter(partial.getWindowStart());
    }

    static PartitionClock clock(PartialCounts partial) {
        var since = partial.getSilentSince();
        return new PartitionClock(
                partial.getWatermark().toEpochMilli(),
                partial.getLate(),
                since == null ? Silence.NEVER : since.toEpochMilli());
    }

    static Window window(PartialCounts partial) {
        return new Window(
                partial.getWindowStart().toEpochMilli(), partial.getWindowEnd().toEpochMilli());
    }

    static WindowCounts counts(PartialCounts partial) {
        var counts = new WindowCounts(window(partial), partial.getRows());
        for (var source : partial.getSources()) {
            counts.put(source.getPartition(), new Range(source.getFromOffset(), source.getUntilOffset()));
        }
        for (var subject : partial.getSubjects()) {
            counts.put(subject(subject), tally(subject));
        }
        return counts;
    }

    private static List<OffsetRange> ranges(String topic, WindowCounts counts) {
        var ranges = new ArrayList<OffsetRange>();
        counts.sources()
                .forEach((partition, range) ->
                        ranges.add(new OffsetRange(topic, partition, range.from(), range.until())));
        return ranges;
    }

    private static SubjectCounts subject(Map.Entry<Subject, Tally> entry) {
        var subject = entry.getKey();
        var tally = entry.getValue();
        var cells = LongStream.range(0, tally.cells()).map(cell -> tally.in((int) cell));
        return SubjectCounts.newBuilder()
                .setScope(subject.scope())
                .setName(subject.name())
                .setVersion(subject.version())
                .setReferenceDigest(subject.referenceDigest())
                .setRows(tally.rows())
                .setMissing(tally.missing())
                .setCounts(new ArrayList<>(cells.boxed().toList()))
                .setSum(tally.sum())
                .setTenure(subject.tenure())
                .build();
    }

    private static Subject subject(SubjectCounts counts) {
        return new Subject(
                counts.getScope(),
                counts.getName(),
                counts.getVersion(),
                counts.getReferenceDigest(),
                counts.getTenure());
    }

    private static Tally tally(SubjectCounts counts) {
        var cells = counts.getCounts().stream().mapToLong(Long::longValue).toArray();
        return new Tally(counts.getRows(), counts.getMissing(), cells, counts.getSum());
    }
}
