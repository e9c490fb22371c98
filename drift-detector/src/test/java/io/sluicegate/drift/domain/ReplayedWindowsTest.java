package io.sluicegate.drift.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.testing.Law;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rows of a year ago come once more: each partition in its own order, in bursts, with pauses, one partition long before another. */
class ReplayedWindowsTest {
    private static final int PARTITIONS = 3;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final long YEAR = Duration.ofDays(365).toMillis();
    private static final Silence SILENCE = new Silence(GRACE, Duration.ofSeconds(10), Duration.ofHours(1));
    private static final Subject SUBJECT = Subject.outcomes("1", "digest", 1);

    /** The detector without Kafka: what each partition counts is merged by one, and all see one clock. */
    private static final class Detector {
        private final ClosingRule rule = new ClosingRule(PARTITIONS, GRACE, SILENCE);
        private final TopicProgress progress = new TopicProgress(TopicProgress.Closed.NOTHING);
        private final List<PartitionWindows> partitions = new ArrayList<>();
        private final Map<Window, Map<Integer, WindowCounts>> counts = new TreeMap<>();
        private final Map<Window, Long> reports = new TreeMap<>();
        private final long[] lastRow = new long[PARTITIONS];
        private long now = YEAR;
        private long late;

        Detector() {
            for (var i = 0; i < PARTITIONS; i++) {
                partitions.add(new PartitionWindows(WINDOW, GRACE));
            }
            Arrays.fill(lastRow, now);
        }

        void row(int partition, long time) {
            lastRow[partition] = now;
            partitions.get(partition).arrive(time).ifPresent(window -> window.tally(SUBJECT, 0)
                    .add());
        }

        void pause(Duration time) {
            now += time.toMillis();
            emit();
        }

        private void emit() {
            for (var i = 0; i < PARTITIONS; i++) {
                var windows = partitions.get(i);
                windows.silent(SILENCE.begins(lastRow[i], now) ? lastRow[i] : Silence.NEVER);
                for (var held : windows.held()) {
                    if (!progress.isClosed(held.window())) {
                        progress.opened(held.window());
                        counts.computeIfAbsent(held.window(), any -> new HashMap<>())
                                .put(i, held);
                    }
                }
                progress.heard(i, windows.clock());
                windows.held().stream().filter(windows::over).forEach(windows::drop);
            }
            close();
        }

        private void close() {
            for (var due = progress.due(rule, now); due.isPresent(); due = progress.due(rule, now)) {
                var merged = new MergedWindow(due.get(), "topic");
                counts.get(due.get()).values().forEach(merged::add);
                reports.put(due.get(), merged.tallies().get(SUBJECT).rows());
                late += progress.close(due.get());
            }
        }
    }

    @Test
    void shouldReportTheSameAtWhateverPacePartitionsArrive() {
        Law.holds(300, draw -> {
            // given: the same rows, once all at once and once in bursts with pauses
            var partitions = rows(new Random(draw.anyLong()));
            var atOnce = new Detector();
            var inBursts = new Detector();

            // when
            for (var i = 0; i < PARTITIONS; i++) {
                for (var row : partitions.get(i)) {
                    atOnce.row(i, row);
                }
            }
            atOnce.pause(Duration.ofMillis(500));
            play(partitions, inBursts, new Random(draw.anyLong()));

            // then
            assertThat(inBursts.late).isEqualTo(atOnce.late).isZero();
            assertThat(inBursts.reports).isEqualTo(atOnce.reports).isNotEmpty();
        });
    }

    private static void play(List<List<Long>> partitions, Detector detector, Random pace) {
        var next = new int[PARTITIONS];
        var left = partitions.stream().mapToInt(List::size).sum();
        while (left > 0) {
            var partition = pace.nextInt(PARTITIONS);
            for (var burst = pace.nextInt(200);
                    burst > 0 && next[partition] < partitions.get(partition).size();
                    burst--) {
                detector.row(partition, partitions.get(partition).get(next[partition]++));
                left--;
            }
            detector.pause(Duration.ofSeconds(pace.nextInt(120)));
        }
        detector.pause(Duration.ofMillis(500));
    }

    /** Two hours, somewhat out of order, and a last row in each partition that all windows but its own have passed. */
    private static List<List<Long>> rows(Random random) {
        var partitions = new ArrayList<List<Long>>();
        for (var i = 0; i < PARTITIONS; i++) {
            var rows = new ArrayList<Long>();
            for (var row = 0; row < 200; row++) {
                rows.add(row * 36_000L + random.nextInt(60_000));
            }
            rows.add(Duration.ofHours(3).toMillis());
            partitions.add(rows);
        }
        return partitions;
    }

    @Test
    void shouldCloseWithoutAPartitionThatPausesForLongerThanDeclared() {
        Law.holds(20, draw -> {
            // given
            var partitions = rows(new Random(draw.anyLong()));
            var detector = new Detector();
            partitions.get(0).forEach(time -> detector.row(0, time));
            partitions.get(1).forEach(time -> detector.row(1, time));

            // when
            detector.pause(SILENCE.longest().minusSeconds(1));
            assertThat(detector.reports).isEmpty();
            detector.pause(Duration.ofSeconds(1));

            // then
            assertThat(detector.reports).isNotEmpty();
        });
    }
}
