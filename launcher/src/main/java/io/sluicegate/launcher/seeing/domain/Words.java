package io.sluicegate.launcher.seeing.domain;

import io.sluicegate.records.ModelCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times, shares and numbers as the commands write them. */
public final class Words {
    private static final int PERCENT = 100;

    private Words() {}

    /** A time to the second, or a dash. */
    public static String time(@Nullable Instant time) {
        return time == null ? "-" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** How long before now a time lies: 12 s, 3 min, 2 h or 5 d. */
    public static String ago(Instant time, Instant now) {
        var since = Duration.between(time, now);
        if (since.compareTo(Duration.ofMinutes(2)) < 0) {
            return Math.max(0, since.toSeconds()) + " s";
        }
        if (since.compareTo(Duration.ofHours(2)) < 0) {
            return since.toMinutes() + " min";
        }
        return since.compareTo(Duration.ofDays(2)) < 0 ? since.toHours() + " h" : since.toDays() + " d";
    }

    /** A length of time in the largest of h, min and s that divides it. */
    public static String span(Duration length) {
        if (length.equals(Duration.ofHours(length.toHours()))) {
            return length.toHours() + " h";
        }
        return length.equals(Duration.ofMinutes(length.toMinutes()))
                ? length.toMinutes() + " min"
                : length.toSeconds() + " s";
    }

    /** How many, with the word for one or for several. */
    public static String count(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    /** A share from 0 to 1 in percent. */
    public static String percent(double share) {
        return trimmed(share * PERCENT) + " %";
    }

    /** A number with at most four significant decimals; a dash for NaN. */
    public static String number(double value) {
        return Double.isNaN(value) ? "-" : trimmed(value);
    }

    private static String trimmed(double value) {
        var text = String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.4f" : "%.2f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /** What a command asks for: its kind, its version and its share. */
    public static String command(@Nullable ModelCommand command) {
        if (command == null) {
            return "-";
        }
        var percent = command.getPercent();
        return command.getKind()
                + (command.getVersion().isEmpty() ? "" : " " + command.getVersion())
                + (percent == null ? "" : " at " + trimmed(percent) + " %");
    }
}
