package io.sluicegate.launcher.seeing.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** A time as people write it: 2026-03-01T12:00:00Z, 2026-03-01, or how long ago, such as 90s, 15m, 2h, 3d. */
public final class Moment {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,9})(s|m|h|d)");

    private Moment() {}

    /** The time, or empty if the text is none. */
    public static Optional<Instant> parse(String text, Instant now) {
        try {
            return duration(text).map(now::minus).or(() -> Optional.of(absolute(text)));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** A length of time such as 90s, 15m, 2h, 3d; empty if the text is none. */
    public static Optional<Duration> duration(String text) {
        var ago = AGO.matcher(text);
        if (!ago.matches()) {
            return Optional.empty();
        }
        var number = Long.parseLong(ago.group(1));
        return Optional.of(
                switch (ago.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    private static Instant absolute(String text) {
        return text.contains("T")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
