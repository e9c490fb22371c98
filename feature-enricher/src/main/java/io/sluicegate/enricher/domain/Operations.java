package io.sluicegate.enricher.domain;

import static io.sluicegate.enricher.domain.Term.FAILED;
import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.LongBinaryOperator;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * CEL's operations and functions that are computed without CEL, by the id of their overload. Each gives what CEL gives, and
 * {@link Term#FAILED} where CEL fails: for an operand of another class (null among them), an overflow, a division of integers by
 * zero, a text that is no number.
 */
final class Operations {
    private static final Map<String, UnaryOperator<Object>> OF_ONE = new HashMap<>();
    private static final Map<String, BinaryOperator<Object>> OF_TWO = new HashMap<>();

    /** CEL makes no integer of a double that is at least this far from zero, although the least integer is. */
    private static final double BEYOND_INTEGERS = 0x1p63;

    private static final int DAYS_IN_A_WEEK = 7;
    private static final int NANOS_IN_A_MILLISECOND = 1_000_000;

    static {
        arithmetic();
        comparisons();
        texts();
        conversions();
        times();
    }

    private Operations() {}

    /** The operation of one operand; empty if it is left to CEL. */
    static Optional<UnaryOperator<Object>> ofOne(String overload) {
        return Optional.ofNullable(OF_ONE.get(overload));
    }

    /** The operation of two operands; empty if it is left to CEL. */
    static Optional<BinaryOperator<Object>> ofTwo(String overload) {
        return Optional.ofNullable(OF_TWO.get(overload));
    }

    private static void arithmetic() {
        one("negate_double", Double.class, x -> -x);
        two("add_double", Double.class, Double.class, Double::sum);
        two("subtract_double", Double.class, Double.class, (x, y) -> x - y);
        two("multiply_double", Double.class, Double.class, (x, y) -> x * y);
        two("divide_double", Double.class, Double.class, (x, y) -> x / y);
        one("negate_int64", Long.class, x -> x == Long.MIN_VALUE ? FAILED : (Object) (-x));
        integers("add_int64", Math::addExact);
        integers("subtract_int64", Math::subtractExact);
        integers("multiply_int64", Math::multiplyExact);
        integers("divide_int64", (x, y) -> y == -1 ? Math.negateExact(x) : x / y);
        integers("modulo_int64", (x, y) -> x % y);
        one("logical_not", Boolean.class, x -> !x);
    }

    private static void comparisons() {
        two("less_double", Double.class, Double.class, (x, y) -> x < y);
        two("less_equals_double", Double.class, Double.class, (x, y) -> x <= y);
        two("greater_double", Double.class, Double.class, (x, y) -> x > y);
        two("greater_equals_double", Double.class, Double.class, (x, y) -> x >= y);
        ordered("bool", Boolean.class, Boolean::compareTo);
        ordered("int64", Long.class, Long::compareTo);
        ordered("string", String.class, String::compareTo);
        ordered("timestamp", Instant.class, Instant::compareTo);
        ordered("double_int64", Double.class, Long.class, Operations::compare);
        ordered("int64_double", Long.class, Double.class, (x, y) -> -compare(y, x));
        OF_TWO.put("equals", Operations::equal);
        OF_TWO.put("not_equals", (x, y) -> equal(x, y) instanceof Boolean equal ? !equal : FAILED);
    }

    private static void texts() {
        two("add_string", String.class, String.class, String::concat);
        test("starts_with_string", String::startsWith);
        test("ends_with_string", String::endsWith);
        test("contains_string", String::contains);
        for (var size : List.of("size_string", "string_size")) {
            one(size, String.class, text -> (long) text.codePointCount(0, text.length()));
        }
    }

    private static void conversions() {
        one("double_to_double", Double.class, x -> x);
        one("int64_to_double", Long.class, Long::doubleValue);
        one("string_to_double", String.class, parsed(Double::valueOf));
        one("int64_to_int64", Long.class, x -> x);
        one("double_to_int64", Double.class, Operations::truncated);
        one("string_to_int64", String.class, parsed(Long::valueOf));
        one("timestamp_to_int64", Instant.class, Instant::getEpochSecond);
        one("string_to_string", String.class, x -> x);
        one("int64_to_string", Long.class, Object::toString);
        one("double_to_string", Double.class, Object::toString);
        one("bool_to_string", Boolean.class, Object::toString);
        one("bool_to_bool", Boolean.class, x -> x);
    }

    private static void times() {
        time("timestamp_to_year", OffsetDateTime::getYear);
        time("timestamp_to_month", time -> time.getMonthValue() - 1);
        time("timestamp_to_day_of_year", time -> time.getDayOfYear() - 1);
        time("timestamp_to_day_of_month", time -> time.getDayOfMonth() - 1);
        time("timestamp_to_day_of_month_1_based", OffsetDateTime::getDayOfMonth);
        time("timestamp_to_day_of_week", time -> time.getDayOfWeek().getValue() % DAYS_IN_A_WEEK);
        time("timestamp_to_hours", OffsetDateTime::getHour);
        time("timestamp_to_minutes", OffsetDateTime::getMinute);
        time("timestamp_to_seconds", OffsetDateTime::getSecond);
        time("timestamp_to_milliseconds", time -> time.getNano() / NANOS_IN_A_MILLISECOND);
    }

    /** Whether two values are equal; values of different types, except numbers, aren't. */
    static Object equal(Object x, Object y) {
        if (x == FAILED || y == FAILED) {
            return FAILED;
        }
        return (x instanceof Number one && y instanceof Number other) ? sameNumber(one, other) : x.equals(y);
    }

    /** Whether two numbers are equal, of one type or two. */
    static boolean sameNumber(Number x, Number y) {
        if (x instanceof Double one) {
            return y instanceof Double other ? (double) one == other : compare(one, (Long) y) == 0;
        }
        return y instanceof Double other ? compare(other, (Long) x) == 0 : x.equals(y);
    }

    /** As CEL compares numbers of two types: NaN is the greatest, and -0.0 is less than 0. */
    private static int compare(Double x, Long y) {
        return Double.compare(x, y.doubleValue());
    }

    private static Object truncated(Double value) {
        return Math.abs(value) < BEYOND_INTEGERS ? (Object) value.longValue() : FAILED;
    }

    private static Function<String, Object> parsed(Function<String, Object> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (NumberFormatException e) {
                return FAILED;
            }
        };
    }

    private static void integers(String overload, LongBinaryOperator operation) {
        two(overload, Long.class, Long.class, (x, y) -> {
            try {
                return operation.applyAsLong(x, y);
            } catch (ArithmeticException e) {
                return FAILED;
            }
        });
    }

    private static <T> void ordered(String types, Class<T> type, Comparator<T> order) {
        ordered(types, type, type, order::compare);
    }

    private static <A, B> void ordered(String types, Class<A> first, Class<B> second, BiFunction<A, B, Integer> order) {
        compared("less_" + types, first, second, order, sign -> sign < 0);
        compared("less_equals_" + types, first, second, order, sign -> sign <= 0);
        compared("greater_" + types, first, second, order, sign -> sign > 0);
        compared("greater_equals_" + types, first, second, order, sign -> sign >= 0);
    }

    private static <A, B> void compared(
            String overload, Class<A> first, Class<B> second, BiFunction<A, B, Integer> order, IntPredicate wanted) {
        two(overload, first, second, (x, y) -> wanted.test(order.apply(x, y)));
    }

    private static void test(String overload, BiPredicate<String, String> test) {
        two(overload, String.class, String.class, test::test);
    }

    private static void time(String overload, ToIntFunction<OffsetDateTime> part) {
        one(overload, Instant.class, instant -> (long) part.applyAsInt(instant.atOffset(UTC)));
    }

    private static <A> void one(String overload, Class<A> type, Function<A, Object> operation) {
        OF_ONE.put(overload, x -> type.isInstance(x) ? operation.apply(type.cast(x)) : FAILED);
    }

    private static <A, B> void two(
            String overload, Class<A> first, Class<B> second, BiFunction<A, B, Object> operation) {
        OF_TWO.put(
                overload,
                (x, y) -> (first.isInstance(x) && second.isInstance(y))
                        ? operation.apply(first.cast(x), second.cast(y))
                        : FAILED);
    }
}
