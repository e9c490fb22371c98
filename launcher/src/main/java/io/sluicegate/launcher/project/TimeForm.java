package io.sluicegate.launcher.project;

import io.sluicegate.launcher.rows.FieldSource;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms in which a file may write a time. The events' schema has milliseconds; the form says how to get there. */
enum TimeForm {
    /** Text in ISO 8601. A time without a zone is taken as UTC, a date as its midnight. */
    ISO("iso8601"),
    EPOCH_SECONDS(FieldSource.EPOCH_SECONDS),
    EPOCH_MILLIS("epoch-millis");

    private static final Pattern ZONED =
            Pattern.compile(".*\\d ?(Z|UTC|[+-]\\d{2}(:?\\d{2})?)", Pattern.CASE_INSENSITIVE);
    private static final int DATE = "2026-01-01".length();
    private static final double EARLIEST = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final double LATEST = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

    private final String word;

    TimeForm(String word) {
        this.word = word;
    }

    /** The form's name in the events' schema. */
    String word() {
        return word;
    }

    /** Whether a text of a time says its zone. */
    static boolean hasZone(String text) {
        return text.length() > DATE && ZONED.matcher(text.substring(DATE)).matches();
    }

    /** The form in which a number is a time of this century; empty if it is in none. */
    static Optional<TimeForm> ofNumber(double number) {
        if (number >= EARLIEST && number < LATEST) {
            return Optional.of(EPOCH_SECONDS);
        }
        return number >= EARLIEST * 1_000 && number < LATEST * 1_000 ? Optional.of(EPOCH_MILLIS) : Optional.empty();
    }
}
