package io.sluicegate.scorer.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.ElementType.Kind;
import io.sluicegate.bundle.ElementValue;
import io.sluicegate.bundle.Missing.Rule;
import java.util.Arrays;
import java.util.Set;

/** Puts JSON values into a model's inputs: a scalar, or an array in the shape of a row. */
final class RowReader {
    /** The texts that stand for the numbers that JSON lacks. */
    static final Set<String> NOT_FINITE = Set.of("NaN", "Inf", "-Inf");

    private RowReader() {}

    /** Thrown when a value doesn't fit its input; names the input, what was expected and what was found. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String message) {
            super(message);
        }
    }

    /** Checks a row's value for an input, so that putting it can't fail. */
    static void check(ModelInput input, JsonNode value) throws Unfit {
        check(input, value, 0);
    }

    private static void check(ModelInput input, JsonNode value, int axis) throws Unfit {
        if (axis == input.row().length) {
            checkElement(input, value);
            return;
        }
        if (axis == 0 && input.elements() == 1 && !value.isArray()) { // a column of one
            checkElement(input, value);
            return;
        }
        if (!value.isArray() || value.size() != input.row()[axis]) {
            throw new Unfit("input '" + input.name() + "': expected " + expected(input) + ", found "
                    + (value.isArray() ? "an array of " + value.size() + " at depth " + (axis + 1) : found(value)));
        }
        for (var element : value) {
            check(input, element, axis + 1);
        }
    }

    static String expected(ModelInput input) {
        return input.row().length == 0
                ? "one " + input.type().text()
                : input.type().text() + " in the shape " + Arrays.toString(input.row());
    }

    static String found(JsonNode value) {
        var text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    private static void checkElement(ModelInput input, JsonNode value) throws Unfit {
        if (!fits(input, value)) {
            throw new Unfit("input '" + input.name() + "': expected " + expected(input) + ", found " + found(value));
        }
    }

    private static boolean fits(ModelInput input, JsonNode value) {
        if (value.isNull()) {
            return input.missing().rule() != Rule.REJECT;
        }
        try {
            return switch (input.type().kind()) {
                case TEXT -> value.isTextual();
                case BOOLEAN -> value.isBoolean() || isBit(value);
                case FLOATING -> value.isBoolean() || isNumber(input.type(), value);
                default -> value.isBoolean() || isWhole(input, value);
            };
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A number that the type can hold, or what stands for one that JSON lacks. */
    private static boolean isNumber(ElementType type, JsonNode value) {
        return value.isNumber()
                ? NumberBuffers.isFinite(type, value.doubleValue())
                : value.isTextual() && NOT_FINITE.contains(value.textValue());
    }

    private static boolean isBit(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >>> 1 == 0;
    }

    private static boolean isWhole(ModelInput input, JsonNode value) {
        if (!value.isNumber()) {
            return false;
        }
        var unused = whole(input.type(), value);
        return true;
    }

    private static long whole(ElementType type, JsonNode value) {
        return ElementValue.whole(type, value.decimalValue().toString());
    }

    /** Checks a feature's value: one element of an input. */
    static void checkFeature(ModelInput input, String feature, JsonNode value) throws Unfit {
        if (!fits(input, value)) {
            throw new Unfit("feature '" + feature + "' of input '" + input.name() + "': expected "
                    + input.type().text() + ", found " + found(value));
        }
    }

    /** Puts a row's checked value. */
    static void put(InputBuffer buffer, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> put(buffer, element));
        } else if (value.isNull()) {
            buffer.putMissing();
        } else {
            putElement(buffer, value);
        }
    }

    private static void putElement(InputBuffer buffer, JsonNode value) {
        var type = buffer.input.type();
        if (type.kind() == Kind.TEXT) {
            buffer.putText(value.textValue());
        } else if (value.isBoolean()) {
            buffer.putInteger(value.booleanValue() ? 1 : 0);
        } else if (type.kind() == Kind.FLOATING) {
            buffer.putDouble(value.isTextual() ? ElementValue.floating(value.textValue()) : value.doubleValue());
        } else if (type.kind() == Kind.BOOLEAN) {
            buffer.putInteger(value.longValue());
        } else {
            buffer.putInteger(whole(type, value));
        }
    }
}
