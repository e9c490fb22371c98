package io.sluicegate.platform.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a scalar may be.
 *
 * @param wanted what it must be, in words
 * @param example one that would do
 * @param parse the value of a text; empty if it is none
 * @param placeholder stands in for a value that is wrong, so that reading can go on
 * @param near what somebody who wrote a wrong text may have meant
 */
public record ConfigType<T>(
        String wanted,
        String example,
        Function<String, Optional<T>> parse,
        T placeholder,
        Function<String, Optional<String>> near) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    /** Stands in the records' enums for what a reader doesn't know. */
    private static final String NOT_TO_WRITE = "UNKNOWN";

    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    public ConfigType(String wanted, String example, Function<String, Optional<T>> parse, T placeholder) {
        this(wanted, example, parse, placeholder, text -> Optional.empty());
    }

    public static ConfigType<String> text() {
        return text("text");
    }

    /** Any text; the example says what it may look like. */
    public static ConfigType<String> text(String example) {
        return new ConfigType<>(
                "a text that is not empty", example, text -> Optional.of(text).filter(it -> !it.isBlank()), "");
    }

    /** A text of a certain form. */
    public static ConfigType<String> text(Pattern form, String wanted, String example) {
        return new ConfigType<>(wanted, example, text -> Optional.of(text).filter(form.asMatchPredicate()), "");
    }

    public static ConfigType<Long> integer(long least, long most) {
        var wanted = "a whole number from " + least + " to " + most;
        return new ConfigType<>(
                wanted,
                Long.toString(least),
                text -> number(text, Long::valueOf).filter(value -> value >= least && value <= most),
                least);
    }

    /** A number between two that are excluded themselves. */
    public static ConfigType<Double> number(double above, double below) {
        var wanted = "a number above " + above + " and below " + below;
        return new ConfigType<>(
                wanted,
                Double.toString(Math.nextUp(above) > 1 ? above + 1 : above + (Math.min(below, above + 1) - above) / 2),
                text -> number(text, Double::valueOf).filter(value -> value > above && value < below),
                above);
    }

    public static ConfigType<Double> number() {
        return new ConfigType<>(
                "a number", "0.5", text -> number(text, Double::valueOf).filter(Double::isFinite), 0.0);
    }

    public static ConfigType<Boolean> flag() {
        var values = Map.of("true", true, "false", false);
        return new ConfigType<>("true or false", "true", text -> Optional.ofNullable(values.get(text)), false);
    }

    /** A length of time above zero. */
    public static ConfigType<Duration> duration() {
        return new ConfigType<>(
                "a duration above zero (a whole number and ms, s, m, h or d)",
                "30s",
                text -> parseDuration(text).filter(value -> !value.isZero()),
                Duration.ofSeconds(1));
    }

    public static ConfigType<Path> path() {
        return new ConfigType<>("a path", "data", ConfigType::parsePath, Path.of("."));
    }

    /** One of the constants, in lower case with hyphens; without that for what records may bring and nobody here knows. */
    public static <E extends Enum<E>> ConfigType<E> oneOf(Class<E> type) {
        return oneOf(type, Map.of());
    }

    /**
     * One of the constants, in lower case with hyphens.
     *
     * @param others words that others use for them
     */
    public static <E extends Enum<E>> ConfigType<E> oneOf(Class<E> type, Map<String, E> others) {
        var constants = Arrays.stream(type.getEnumConstants())
                .filter(constant -> !constant.name().equals(NOT_TO_WRITE))
                .toList();
        var names = constants.stream().collect(Collectors.toMap(ConfigType::written, Function.identity()));
        var first = constants.get(0);
        var wanted = "one of " + constants.stream().map(ConfigType::written).collect(Collectors.joining(", "));
        return new ConfigType<>(
                wanted,
                written(first),
                text -> Optional.ofNullable(names.get(text)),
                first,
                text -> Optional.ofNullable(others.get(text))
                        .map(ConfigType::written)
                        .or(() -> Nearest.to(text, names.keySet())));
    }

    /** The duration in the largest unit that divides it. */
    static String written(Duration duration) {
        long millis = duration.toMillis();
        return MILLIS.entrySet().stream()
                .filter(unit -> millis % unit.getValue() == 0)
                .max(Map.Entry.comparingByValue())
                .map(unit -> millis / unit.getValue() + unit.getKey())
                .orElseThrow();
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <N> Optional<N> number(String text, Function<String, N> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> parseDuration(String text) {
        var matcher = DURATION.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        Duration.ofMillis(Long.parseLong(matcher.group(1)) * MILLIS.getOrDefault(matcher.group(2), 0L)))
                : Optional.empty();
    }

    private static Optional<Path> parsePath(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
