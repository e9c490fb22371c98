package io.sluicegate.pipeline.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The type of a scalar.
 *
 * @param wanted the type in words
 * @param example a valid value
 * @param parse parses a text; empty if the text isn't a valid value
 * @param placeholder stands in for a value that is wrong, so that reading can go on
 * @param near the word that a wrong text may have meant
 * @param form the form of a value, for the reference and the JSON Schema
 */
public record ConfigType<T>(
        String wanted,
        String example,
        Function<String, Optional<T>> parse,
        T placeholder,
        Function<String, Optional<String>> near,
        ValueForm form) {
    private static final Pattern DURATION = Pattern.compile("(?!0+[a-z])(\\d{1,9})(ms|s|m|h|d)");
    /** The enum constant of records for values that a reader doesn't know. */
    private static final String NOT_TO_WRITE = "UNKNOWN";

    private static final Pattern BYTES = Pattern.compile("([1-9]\\d{0,6})(KiB|MiB|GiB)");

    private static final ValueForm ANY_TEXT = new ValueForm.Text(Optional.empty());
    /** The form of a number; Java's own parser accepts more: NaN, 1d, 0x1p3. */
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private static final Map<String, Long> SIZES = Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    public ConfigType(String wanted, String example, Function<String, Optional<T>> parse, T placeholder) {
        this(wanted, example, parse, placeholder, ANY_TEXT);
    }

    ConfigType(String wanted, String example, Function<String, Optional<T>> parse, T placeholder, ValueForm form) {
        this(wanted, example, parse, placeholder, text -> Optional.empty(), form);
    }

    public static ConfigType<String> text() {
        return text("text");
    }

    /** Any text, with an example. */
    public static ConfigType<String> text(String example) {
        return new ConfigType<>(
                "a text that is not empty", example, text -> Optional.of(text).filter(it -> !it.isBlank()), "");
    }

    /** A text that matches the pattern. */
    public static ConfigType<String> text(Pattern form, String wanted, String example) {
        return new ConfigType<>(
                wanted,
                example,
                text -> Optional.of(text).filter(form.asMatchPredicate()),
                "",
                new ValueForm.Text(Optional.of(form.pattern())));
    }

    public static ConfigType<Long> integer(long least, long most) {
        var wanted = "a whole number from " + least + " to " + most;
        return new ConfigType<>(
                wanted,
                Long.toString(least),
                text -> whole(text).filter(value -> value >= least && value <= most),
                least,
                new ValueForm.WholeNumber(least, most));
    }

    /** A number between two exclusive bounds. */
    public static ConfigType<Double> number(double above, double below) {
        var wanted = "a number above " + above + " and below " + below;
        return new ConfigType<>(
                wanted,
                Double.toString(Math.nextUp(above) > 1 ? above + 1 : above + (Math.min(below, above + 1) - above) / 2),
                text -> decimal(text).filter(value -> value > above && value < below),
                above,
                new ValueForm.DecimalNumber(above, below));
    }

    public static ConfigType<Double> number() {
        return new ConfigType<>(
                "a number",
                "0.5",
                text -> decimal(text).filter(Double::isFinite),
                0.0,
                new ValueForm.DecimalNumber(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    public static ConfigType<Boolean> flag() {
        var values = Map.of("true", true, "false", false);
        return new ConfigType<>(
                "true or false", "true", text -> Optional.ofNullable(values.get(text)), false, new ValueForm.Flag());
    }

    /** A length of time above zero. */
    public static ConfigType<Duration> duration() {
        return new ConfigType<>(
                "a duration above zero (a whole number and ms, s, m, h or d)",
                "30s",
                ConfigType::parseDuration,
                Duration.ofSeconds(1),
                new ValueForm.Duration(DURATION.pattern()));
    }

    /** A number of bytes above zero. */
    public static ConfigType<Long> bytes() {
        return new ConfigType<>(
                "a number of bytes above zero (a whole number and KiB, MiB or GiB)",
                "2GiB",
                ConfigType::parseBytes,
                1L,
                new ValueForm.Text(Optional.of(BYTES.pattern())));
    }

    public static ConfigType<Path> path() {
        return new ConfigType<>("a path", "data", ConfigType::parsePath, Path.of("."), new ValueForm.FilePath());
    }

    /** One of the constants, in lower case with hyphens, except the constant for unknown values. */
    public static <E extends Enum<E>> ConfigType<E> oneOf(Class<E> type) {
        return oneOf(type, Map.of());
    }

    /**
     * One of the constants, in lower case with hyphens.
     *
     * @param others synonyms from other systems
     */
    public static <E extends Enum<E>> ConfigType<E> oneOf(Class<E> type, Map<String, E> others) {
        return oneOf(
                Stream.of(type.getEnumConstants())
                        .filter(constant -> !constant.name().equals(NOT_TO_WRITE))
                        .toList(),
                ConfigType::written,
                others);
    }

    /**
     * One of the values.
     *
     * @param word the word for a value
     * @param others synonyms from other systems
     */
    static <E> ConfigType<E> oneOf(List<E> values, Function<E, String> word, Map<String, E> others) {
        var words = values.stream().map(word).toList();
        var byWord = values.stream().collect(Collectors.toMap(word, Function.identity()));
        return new ConfigType<>(
                "one of " + String.join(", ", words),
                words.get(0),
                text -> Optional.ofNullable(byWord.get(text)),
                values.get(0),
                text -> Optional.ofNullable(others.get(text)).map(word).or(() -> Nearest.to(text, words)),
                new ValueForm.Word(words));
    }

    /** This type with another form, for example without values that parse but are refused later. */
    ConfigType<T> shownAs(ValueForm other) {
        return new ConfigType<>(wanted, example, parse, placeholder, near, other);
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

    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Double> decimal(String text) {
        return Optional.of(text).filter(DECIMAL.asMatchPredicate()).map(Double::valueOf);
    }

    private static Optional<Long> whole(String text) {
        try {
            return Optional.of(Long.valueOf(text));
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

    private static Optional<Long> parseBytes(String text) {
        var matcher = BYTES.matcher(text);
        return matcher.matches()
                ? Optional.of(Long.parseLong(matcher.group(1)) * SIZES.getOrDefault(matcher.group(2), 0L))
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
