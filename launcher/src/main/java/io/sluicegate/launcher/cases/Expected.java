package io.sluicegate.launcher.cases;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a value is to be: a plain value; or a map with one or more of {@code above}, {@code below}, {@code near} with {@code within},
 * {@code contains}, {@code matches} and {@code present}, all of which have to hold.
 *
 * @param tolerance how far a number may be from a plain one
 */
record Expected(double tolerance) {

    /** Whether the found value is as the wanted one says. */
    boolean allows(@Nullable Object wanted, @Nullable Object found) {
        return (wanted instanceof Map<?, ?> conditions && Condition.areAll(conditions.keySet()))
                ? conditions.entrySet().stream().allMatch(it -> holds(it, conditions, found))
                : equal(wanted, found);
    }

    private boolean holds(Map.Entry<?, ?> condition, Map<?, ?> all, @Nullable Object found) {
        var value = condition.getValue();
        return switch (Condition.of(condition.getKey()).orElseThrow()) {
            case ABOVE ->
                number(found).filter(it -> it > number(value).orElseThrow()).isPresent();
            case BELOW ->
                number(found).filter(it -> it < number(value).orElseThrow()).isPresent();
            case NEAR -> isWithin(value, found, number(all.get("within")).orElse(tolerance));
            case WITHIN -> true;
            case CONTAINS -> found != null && found.toString().contains(String.valueOf(value));
            case MATCHES -> found != null && found.toString().matches(String.valueOf(value));
            case PRESENT -> Boolean.TRUE.equals(value) == (found != null);
        };
    }

    private boolean equal(@Nullable Object wanted, @Nullable Object found) {
        if (wanted instanceof Number && found instanceof Number) {
            return isWithin(wanted, found, tolerance);
        }
        if (wanted instanceof Map<?, ?> some && found instanceof Map<?, ?> all) {
            return some.entrySet().stream().allMatch(it -> allows(it.getValue(), all.get(it.getKey())));
        }
        if (wanted instanceof List<?> these && found instanceof List<?> those) {
            return these.size() == those.size()
                    && IntStream.range(0, these.size()).allMatch(i -> allows(these.get(i), those.get(i)));
        }
        return (wanted == null || found == null) ? wanted == found : wanted.equals(found) || isSameTime(wanted, found);
    }

    private static boolean isWithin(@Nullable Object wanted, @Nullable Object found, double tolerance) {
        var one = number(wanted);
        var other = number(found);
        return one.isPresent()
                && other.isPresent()
                && (one.get().equals(other.get()) || Math.abs(one.get() - other.get()) <= tolerance);
    }

    private static Optional<Double> number(@Nullable Object value) {
        return value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    private static boolean isSameTime(Object wanted, Object found) {
        try {
            return Instant.parse(wanted.toString()).equals(Instant.parse(found.toString()));
        } catch (DateTimeException e) {
            return false;
        }
    }
}
