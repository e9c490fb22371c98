package io.sluicegate.launcher.load;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.runtime.http.Json;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What came of a load.
 *
 * @param micros microseconds from when an event was due until its prediction was read, without the warm-up
 * @param lateMicros how late events were sent
 */
record LoadResult(
        double seconds,
        int sent,
        int refused,
        int answered,
        int doubled,
        int deadLetters,
        Histogram micros,
        Histogram lateMicros) {
    private static final double MILLI = 1_000;
    /** More than that, and the figures say as much about this machine as about the pipeline. */
    private static final double TOO_LATE_MS = 20;

    /** Events that Kafka took and that have neither a prediction nor a dead letter. */
    int lost() {
        return Math.max(0, sent - refused - answered - deadLetters);
    }

    boolean isClean() {
        return refused == 0 && lost() == 0 && doubled == 0;
    }

    Map<String, Object> json() {
        return Json.object(
                "seconds", seconds,
                "sent", sent,
                "refused", refused,
                "answered", answered,
                "lost", lost(),
                "doubled", doubled,
                "deadLetters", deadLetters,
                "latencyMs", percentiles(micros),
                "senderLateMs", percentiles(lateMicros));
    }

    private static Map<String, Object> percentiles(Histogram micros) {
        return Json.object(
                "count", micros.getTotalCount(),
                "p50", at(micros, 50),
                "p90", at(micros, 90),
                "p99", at(micros, 99),
                "p999", at(micros, 99.9),
                "max", micros.getMaxValue() / MILLI);
    }

    private static double at(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / MILLI;
    }

    void print(Terminal terminal) {
        terminal.line(String.format(
                Locale.ROOT,
                "%d events sent in %.1f s, %.0f a second; %d refused by Kafka",
                sent,
                seconds,
                sent / seconds,
                refused));
        terminal.line(String.format(
                Locale.ROOT,
                "%d answered, %d lost, %d doubled; %d dead letters",
                answered,
                lost(),
                doubled,
                deadLetters));
        if (deadLetters > 0) {
            terminal.line("sluicegate tail dead-letters shows why events became dead letters.");
        }
        terminal.line("From the scheduled time of an event until its prediction can be read, in ms:");
        terminal.line(String.format(
                Locale.ROOT,
                "  p50 %.1f   p90 %.1f   p99 %.1f   p99.9 %.1f   max %.1f   (%d events)",
                at(micros, 50),
                at(micros, 90),
                at(micros, 99),
                at(micros, 99.9),
                micros.getMaxValue() / MILLI,
                micros.getTotalCount()));
        if (at(lateMicros, 99) > TOO_LATE_MS) {
            terminal.line(String.format(
                    Locale.ROOT,
                    "This machine or Kafka couldn't keep to the schedule: one event in a hundred was sent more than %.0f ms late,"
                            + " which is part of the figures.",
                    at(lateMicros, 99)));
        }
    }
}
