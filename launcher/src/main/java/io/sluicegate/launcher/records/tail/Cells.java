package io.sluicegate.launcher.records.tail;

import io.sluicegate.launcher.cli.RecordJson;
import io.sluicegate.pipeline.catalogue.ReportedStatistic;
import io.sluicegate.runtime.http.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;

/** The cells of tables. What a record doesn't have is a dash. */
final class Cells {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String NONE = "-";
    private static final int BYTES = 24;

    private Cells() {}

    static String time(Instant time) {
        return TIME.format(time);
    }

    /** A field that is a time, be it within another record; UTC. */
    static String time(Seen seen, String path) {
        return value(seen, path.split("\\."))
                .map(String::valueOf)
                .map(it -> it.contains("T") && it.endsWith("Z") ? time(Instant.parse(it)) : it)
                .orElse(NONE);
    }

    static String text(Seen seen, String... path) {
        return value(seen, path)
                .map(String::valueOf)
                .filter(it -> !it.isEmpty())
                .orElse(NONE);
    }

    static String number(Seen seen, String field) {
        return value(seen, field)
                .filter(Number.class::isInstance)
                .map(it -> number(((Number) it).doubleValue()))
                .orElse(NONE);
    }

    private static String number(double number) {
        var size = Math.abs(number);
        return String.format(Locale.ROOT, size != 0 && (size < 1e-3 || size >= 1e5) ? "%.1e" : "%.4f", number);
    }

    static String truth(Seen seen, String field) {
        return value(seen, field).map(it -> it.equals(true) ? "yes" : "no").orElse(NONE);
    }

    static String count(Seen seen, String field) {
        return value(seen, field)
                .filter(Collection.class::isInstance)
                .map(it -> Integer.toString(((Collection<?>) it).size()))
                .orElse(NONE);
    }

    /** What a prediction says: the class or yes or no; if the model didn't answer, why. */
    static String answer(Seen seen) {
        var outcome = text(seen, "outcome");
        if (outcome.equals("REJECTED") || outcome.equals("FALLBACK")) {
            return outcome + " " + text(seen, "reason");
        }
        var label = text(seen, "label");
        return label.equals(NONE) ? truth(seen, "positive") : label;
    }

    /** A report's statistics, those past their thresholds first. */
    static String statistics(Seen seen) {
        List<Map<?, ?>> statistics = new ArrayList<>();
        value(seen, "statistics").ifPresent(all -> ((Collection<?>) all).forEach(it -> statistics.add((Map<?, ?>) it)));
        return statistics.stream()
                .sorted(Comparator.comparing(it -> !isPast(it)))
                .map(it -> it.get("name") + " " + number(value(it))
                        + (it.get("threshold") instanceof Number limit
                                ? (isPast(it) ? " is past " : " of ") + number(limit.doubleValue())
                                : ""))
                .collect(Collectors.joining(", "));
    }

    private static boolean isPast(Map<?, ?> statistic) {
        if (!(statistic.get("threshold") instanceof Number limit)) {
            return false;
        }
        var beyond = Double.compare(value(statistic), limit.doubleValue());
        return isBadBelow(String.valueOf(statistic.get("name"))) ? beyond < 0 : beyond > 0;
    }

    private static double value(Map<?, ?> statistic) {
        return statistic.get("value") instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static boolean isBadBelow(String name) {
        return ReportedStatistic.named(name)
                .flatMap(ReportedStatistic::rate)
                .filter(it -> it.bad() == ReportedStatistic.Bad.BELOW)
                .isPresent();
    }

    /** The record's fields as name=value, without some. */
    static String fields(Seen seen, Set<String> without) {
        return seen.record().map(RecordJson::of).orElse(Map.of()).entrySet().stream()
                .filter(it -> !without.contains(it.getKey()))
                .map(it -> it.getKey() + "=" + plain(it.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String plain(@org.jspecify.annotations.Nullable Object value) {
        if (value == null) {
            return NONE;
        }
        return value instanceof Map || value instanceof Collection ? Json.write(value) : value.toString();
    }

    /** Where a dead letter's record is: the topic, partition and offset. */
    static String source(Seen seen) {
        var cause = seen.cause();
        return cause.getOrDefault("topic", NONE) + " " + cause.getOrDefault("partition", NONE) + ":"
                + cause.getOrDefault("offset", NONE);
    }

    /** The first bytes of what can't be decoded. */
    static String bytes(Seen seen) {
        var value = seen.raw().value();
        if (value == null) {
            return "no value";
        }
        var shown = HexFormat.of().formatHex(value, 0, Math.min(BYTES, value.length));
        return value.length + " bytes: " + shown + (value.length > BYTES ? "…" : "");
    }

    private static Optional<Object> value(Seen seen, String... path) {
        GenericRecord record = seen.record().orElse(null);
        for (int i = 0; record != null && i < path.length - 1; i++) {
            record = record.hasField(path[i]) && record.get(path[i]) instanceof IndexedRecord inner
                    ? (GenericRecord) inner
                    : null;
        }
        var last = path[path.length - 1];
        return record == null || !record.hasField(last)
                ? Optional.empty()
                : Optional.ofNullable(RecordJson.of(record).get(last));
    }
}
