package io.sluicegate.launcher.records;

import java.time.Duration;
import java.util.Locale;

/** Spans of time and counts in words. */
final class Spans {
    private static final int MINUTE = 60;

    private Spans() {}

    static String text(Duration span) {
        if (span.toHours() > 0) {
            return span.toHours() + " h " + span.toMinutesPart() + " min";
        }
        if (span.toSeconds() >= MINUTE) {
            return span.toMinutes() + " min " + span.toSecondsPart() + " s";
        }
        return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1e3);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
