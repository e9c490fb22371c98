package io.sluicegate.launcher.load;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Durations as a pipeline's file has them. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d+)(ms|s|m|h)");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

    private Durations() {}

    static Duration parse(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("expected a time such as 500ms, 30s, 5m or 1h, found '" + text + "'");
        }
        return Duration.ofMillis(Long.parseLong(form.group(1)) * MILLIS.getOrDefault(form.group(2), 1L));
    }
}
