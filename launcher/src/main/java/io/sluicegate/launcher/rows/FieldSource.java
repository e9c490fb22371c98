package io.sluicegate.launcher.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import org.apache.avro.Schema;

/**
 * What a field in an events' schema says of its values in files. A column's name that Avro can't have is an alias of the field; the
 * form of times is a property, since a number doesn't say its unit.
 */
public final class FieldSource {
    /** The property with the form of times in files: {@code iso8601}, {@code epoch-seconds} or {@code epoch-millis}. */
    public static final String FORM = "columnForm";

    /** Seconds since 1970, with or without a fraction. */
    public static final String EPOCH_SECONDS = "epoch-seconds";

    private static final BigDecimal MILLIS = BigDecimal.valueOf(1_000);

    private FieldSource() {}

    /** The value in the unit of the schema: a number of seconds in milliseconds, all else as it is. */
    static JsonNode inUnit(Schema.Field field, JsonNode value) {
        return EPOCH_SECONDS.equals(field.getProp(FORM)) ? inMillis(value) : value;
    }

    private static JsonNode inMillis(JsonNode seconds) {
        try {
            var number = seconds.isNumber()
                    ? seconds.decimalValue()
                    : new BigDecimal(seconds.asText().strip());
            return LongNode.valueOf(number.multiply(MILLIS).longValue());
        } catch (NumberFormatException e) {
            return seconds; // the schema's type refuses the text
        }
    }
}
