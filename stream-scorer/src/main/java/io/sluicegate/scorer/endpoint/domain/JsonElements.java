package io.sluicegate.scorer.endpoint.domain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.ElementValue;
import io.sluicegate.scorer.tensors.Elements;
import io.sluicegate.scorer.tensors.ElementsBuilder;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reader of a tensor's JSON data: one array of all elements, or arrays nested as its shape says. It holds no more than the
 * elements, whatever the shape claims.
 */
final class JsonElements {
    private static final int AT_FIRST = 1 << 10;
    private static final Map<String, Double> NOT_FINITE = Map.of(
            "NaN", Double.NaN,
            "Inf", Double.POSITIVE_INFINITY,
            "Infinity", Double.POSITIVE_INFINITY,
            "-Inf", Double.NEGATIVE_INFINITY,
            "-Infinity", Double.NEGATIVE_INFINITY);

    private final JsonParser json;
    private final String input;
    private final ElementType type;
    private final long[] shape;
    private final int count;
    private final ElementsBuilder elements;

    private JsonElements(JsonParser json, String input, ElementType type, long[] shape, int count) {
        this.json = json;
        this.input = input;
        this.type = type;
        this.shape = shape;
        this.count = count;
        this.elements = new ElementsBuilder(type.kind(), Math.min(count, AT_FIRST));
    }

    /**
     * Reads the array that the parser stands at the start of.
     *
     * @param count the number of elements in the shape
     */
    static Elements read(JsonParser json, String input, ElementType type, long[] shape, int count)
            throws IOException, Refusal {
        return new JsonElements(json, input, type, shape, count).read();
    }

    private Elements read() throws IOException, Refusal {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw Refusal.wrong("input '" + input + "': data is an array, found " + found());
        }
        array(0, json.nextToken() == JsonToken.START_ARRAY);
        return elements.build();
    }

    /** Reads the rest of an array, the first element of which is the current token. */
    private void array(int axis, boolean nested) throws IOException, Refusal {
        var wanted = nested ? length(axis) : count;
        var ofElements = !nested || axis == shape.length - 1;
        var length = 0L;
        for (; json.currentToken() != JsonToken.END_ARRAY; json.nextToken()) {
            if (++length > wanted) {
                throw otherShape("more");
            }
            if (ofElements) {
                element();
            } else if (json.currentToken() == JsonToken.START_ARRAY) {
                json.nextToken();
                array(axis + 1, true);
            } else {
                throw otherShape(found());
            }
        }
        if (length < wanted) {
            throw otherShape("an array of " + length + (nested ? " at depth " + (axis + 1) : ""));
        }
    }

    /** The length of an axis; 0 beyond the last, so that whatever is nested deeper is refused. */
    private long length(int axis) {
        return axis < shape.length ? shape[axis] : 0;
    }

    private Refusal otherShape(String found) {
        return Refusal.wrong("input '" + input + "': shape " + Arrays.toString(shape) + " asks for " + count
                + (count == 1 ? " element" : " elements") + ", flat or nested like the shape; found " + found);
    }

    private void element() throws IOException, Refusal {
        var token = json.currentToken();
        switch (type.kind()) {
            case FLOATING -> elements.addReal(real(token));
            case BOOLEAN -> elements.addWhole(truth(token));
            case TEXT -> elements.addText(text(token));
            default -> elements.addWhole(whole(token));
        }
    }

    private double real(@Nullable JsonToken token) throws IOException, Refusal {
        if (token == JsonToken.VALUE_STRING) {
            var value = NOT_FINITE.get(json.getText());
            if (value != null) {
                return value;
            }
        }
        if (token == null || !token.isNumeric()) {
            throw unfit();
        }
        var value = json.getDoubleValue();
        if (Math.abs(value) > Datatype.largest(type) && (Double.isFinite(value) || isDecimal(json.getText()))) {
            throw unfit(); // larger than the type holds
        }
        return value;
    }

    /** Whether a number is written in digits, and not as Infinity. */
    private static boolean isDecimal(String number) {
        return Character.isDigit(number.charAt(number.length() - 1));
    }

    private long whole(@Nullable JsonToken token) throws IOException, Refusal {
        if (token == null || !token.isNumeric()) {
            throw unfit();
        }
        if (token == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != NumberType.BIG_INTEGER) {
            var value = json.getLongValue();
            if (value < type.smallest() || value > type.largest()) {
                throw unfit();
            }
            return value;
        }
        try {
            return ElementValue.whole(type, json.getText());
        } catch (IllegalArgumentException e) {
            throw unfit();
        }
    }

    private long truth(@Nullable JsonToken token) throws IOException, Refusal {
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE ? 1 : 0;
        }
        if (token != JsonToken.VALUE_NUMBER_INT || json.getText().length() != 1 || json.getIntValue() > 1) {
            throw unfit();
        }
        return json.getLongValue();
    }

    private String text(@Nullable JsonToken token) throws IOException, Refusal {
        if (token != JsonToken.VALUE_STRING) {
            throw unfit();
        }
        var text = json.getText();
        for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            var point = text.codePointAt(i);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                throw unfit(); // half of a character
            }
        }
        return text;
    }

    private Refusal unfit() throws IOException {
        return Refusal.wrong("input '" + input + "', element " + elements.count() + ": expected " + Datatype.of(type)
                + ", found " + found());
    }

    private String found() throws IOException {
        var token = json.currentToken();
        if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
            return token == JsonToken.START_ARRAY ? "an array" : "an object";
        }
        var text = String.valueOf(json.getText());
        var shown = text.length() <= 60 ? text : text.substring(0, 57) + "...";
        return token == JsonToken.VALUE_STRING ? '"' + shown + '"' : shown;
    }
}
