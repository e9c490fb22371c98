package io.sluicegate.bench.loop;

import java.util.List;

/**
 * The progress at one time.
 *
 * @param seconds since whenever
 * @param records records done
 * @param cpuMs processor time used, without that of the JVM's compilers
 */
public record Progress(double seconds, long records, long cpuMs) {

    /**
     * How fast the second half went: without the start, in which classes are loaded and code is interpreted.
     *
     * @param perSecond records a second
     * @param cpuMicros processor time a record
     */
    public record Pace(double perSecond, double cpuMicros) {
        /** The part of the records that doesn't count. */
        public static final double WARM = 0.5;

        /** Of at least two looks, the last of them at the end. */
        public static Pace of(List<Progress> looks) {
            var end = looks.get(looks.size() - 1);
            var done = looks.stream()
                    .filter(look -> look.records() >= end.records())
                    .findFirst()
                    .orElse(end);
            var warm = looks.stream()
                    .filter(look -> look.records() >= WARM * end.records())
                    .findFirst()
                    .filter(look -> look.records() < end.records())
                    .orElse(looks.get(0));
            double records = done.records() - warm.records();
            return new Pace(
                    records / (done.seconds() - warm.seconds()), 1000.0 * (done.cpuMs() - warm.cpuMs()) / records);
        }
    }
}
