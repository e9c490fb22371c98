package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.PartitionClock;
import io.sluicegate.drift.domain.Subject;
import io.sluicegate.drift.domain.Tally;
import io.sluicegate.drift.domain.Window;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.records.PartialCounts;
import io.sluicegate.records.SubjectCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.LongStream;

/** Between the domain's counts and the record that they travel in. */
final class Partials {
    private static final Instant NEVER = Instant.EPOCH;

    private Partials() {}

    /** What a partition has counted for a window, and how far it has come. */
    static PartialCounts of(String topic, int partition, WindowCounts counts, PartitionClock clock) {
        var partial = clockOf(topic, partition, clock);
        partial.setSubjects(new ArrayList<>(
                counts.tallies().entrySet().stream().map(Partials::subject).toList()));
        partial.setWindowStart(Instant.ofEpochMilli(counts.window().start()));
        partial.setWindowEnd(Instant.ofEpochMilli(counts.window().end()));
        partial.setRows(counts.rows());
        partial.setFromOffset(counts.fromOffset());
        partial.setUntilOffset(counts.untilOffset());
        return partial;
    }

    /** How far a partition has come, and nothing else. */
    static PartialCounts clockOf(String topic, int partition, PartitionClock clock) {
        return PartialCounts.newBuilder()
                .setSubjects(new ArrayList<>())
                .setTopic(topic)
                .setPartition(partition)
                .setWindowStart(NEVER)
                .setWindowEnd(NEVER)
                .setRows(0)
                .setFromOffset(0)
                .setUntilOffset(0)
                .setWatermark(Instant.ofEpochMilli(clock.watermark()))
                .setLate(clock.late())
                .setIdle(clock.idle())
                .build();
    }

    static boolean hasWindow(PartialCounts partial) {
        return partial.getWindowEnd().isAfter(partial.getWindowStart());
    }

    static PartitionClock clock(PartialCounts partial) {
        return new PartitionClock(partial.getWatermark().toEpochMilli(), partial.getLate(), partial.getIdle());
    }

    static Window window(PartialCounts partial) {
        return new Window(
                partial.getWindowStart().toEpochMilli(), partial.getWindowEnd().toEpochMilli());
    }

    static WindowCounts counts(PartialCounts partial) {
        var counts =
                new WindowCounts(window(partial), partial.getRows(), partial.getFromOffset(), partial.getUntilOffset());
        for (var subject : partial.getSubjects()) {
            counts.put(subject(subject), tally(subject));
        }
        return counts;
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
