package io.sluicegate.bench.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A subject's own figures at a moment; all but the memory count from its start.
 *
 * @param atMs milliseconds since the epoch
 * @param cpuNs processor time of the whole process
 * @param allocated bytes allocated by all its threads
 * @param calls calls of the model by the scorer
 * @param rows rows in them
 * @param rssKib resident memory
 */
public record Sample(double atMs, double cpuNs, double allocated, double calls, double rows, double rssKib) {
    private static final int FIELDS = 6;

    String line() {
        return "%.0f %.0f %.0f %.0f %.0f %.0f%n".formatted(atMs, cpuNs, allocated, calls, rows, rssKib);
    }

    private static Sample of(String line) {
        var fields = Arrays.stream(line.trim().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Sample(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]);
    }

    /** Those in the file; a last line that is still being written doesn't count. */
    public static List<Sample> read(Path file) throws IOException {
        var text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.split(" ").length == FIELDS)
                .map(Sample::of)
                .toList();
    }

    /** The sample of a moment, mixed from the two around it. */
    public static Sample at(List<Sample> samples, double ms) {
        var before = samples.get(0);
        if (ms < before.atMs || ms > samples.get(samples.size() - 1).atMs) {
            throw new IllegalArgumentException("no samples around " + ms);
        }
        for (var after : samples) {
            if (after.atMs > ms) {
                var span = after.atMs - before.atMs;
                return span > 0 ? before.between(after, (ms - before.atMs) / span) : before;
            }
            before = after;
        }
        return before;
    }

    private Sample between(Sample after, double share) {
        return new Sample(
                mix(atMs, after.atMs, share),
                mix(cpuNs, after.cpuNs, share),
                mix(allocated, after.allocated, share),
                mix(calls, after.calls, share),
                mix(rows, after.rows, share),
                mix(rssKib, after.rssKib, share));
    }

    private static double mix(double before, double after, double share) {
        return before + (after - before) * share;
    }
}
