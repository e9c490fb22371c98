package io.sluicegate.bundle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;

/** Values of a tensor's elements, written as text. */
public final class ElementValue {
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Inf", "-Inf");

    /** More digits than any whole number of a tensor has. */
    private static final int MOST_DIGITS = 30;

    /** More decimals than anybody writes; the expansion of 1e-999999999 would fill the memory. */
    private static final int MOST_DECIMALS = 1_000;

    private ElementValue() {}

    /** Whether the text is a value of the type. */
    static boolean isValid(ElementType type, String text) {
        try {
            switch (type.kind()) {
                case FLOATING -> floating(text);
                case INTEGER, UNSIGNED -> whole(type, text);
                case BOOLEAN -> truth(text);
                case TEXT -> {}
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * A floating-point number: decimal, or NaN, Inf, -Inf.
     *
     * @throws IllegalArgumentException if the text is no such number
     */
    public static double floating(String text) {
        if (NOT_FINITE.contains(text)) {
            return switch (text) {
                case "NaN" -> Double.NaN;
                case "Inf" -> Double.POSITIVE_INFINITY;
                default -> Double.NEGATIVE_INFINITY;
            };
        }
        return new BigDecimal(text).doubleValue();
    }

    /** A number that isn't finite, as text. */
    static String text(double notFinite) {
        return Double.isNaN(notFinite) ? "NaN" : notFinite > 0 ? "Inf" : "-Inf";
    }

    /**
     * The bits of a whole number within the type's range; of an unsigned type of 64 bits, those of the unsigned number.
     *
     * @throws IllegalArgumentException if the text is no whole number, or out of range
     */
    public static long whole(ElementType type, String text) {
        var exact = exact(text);
        var most = type == ElementType.UINT64
                ? BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE)
                : BigInteger.valueOf(type.largest());
        if (exact.compareTo(BigInteger.valueOf(type.smallest())) < 0 || exact.compareTo(most) > 0) {
            throw new IllegalArgumentException(text + " is out of range: " + type.smallest() + " to " + most);
        }
        return exact.longValue();
    }

    private static BigInteger exact(String text) {
        try {
            var number = new BigDecimal(text);
            if (number.signum() == 0) {
                return BigInteger.ZERO;
            }
            if ((long) number.precision() - number.scale() > MOST_DIGITS) {
                throw new IllegalArgumentException(text + " is out of range");
            }
            if (number.scale() > MOST_DECIMALS) {
                throw new IllegalArgumentException("'" + text + "' is no whole number");
            }
            return number.toBigIntegerExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no whole number", e);
        }
    }

    /**
     * A truth value: true or false.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }
}
