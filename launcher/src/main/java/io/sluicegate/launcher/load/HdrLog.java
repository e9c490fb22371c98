package io.sluicegate.launcher.load;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** A log of HdrHistogram with one histogram of microseconds for each second, shown in milliseconds. */
final class HdrLog implements AutoCloseable {
    private static final double MICROS_IN_A_MILLI = 1_000;

    private final HistogramLogWriter writer;
    private long last;

    /** @param start when the load begins, in milliseconds since 1970 */
    HdrLog(Path file, long start) throws FileNotFoundException {
        this.writer = new HistogramLogWriter(file.toFile());
        writer.outputComment("[Milliseconds from the scheduled time of an event until its prediction was read]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(start);
        writer.setBaseTime(start);
        writer.outputLegend();
    }

    /** @param second seconds since the start */
    void write(long second, Histogram micros) {
        writer.outputIntervalHistogram((double) last, (double) second, micros, MICROS_IN_A_MILLI);
        last = second;
    }

    @Override
    public void close() {
        writer.close();
    }
}
