package io.sluicegate.launcher.rows;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Conversions.DecimalConversion;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Avro's values without parts, from values of rows. Bytes are base64; a number is exact or refused.
 *
 * @param isText whether texts stand for numbers and truth values, too
 */
record Scalars(boolean isText) {
    private static final Map<String, Double> NOT_FINITE = Map.of(
            "nan", Double.NaN,
            "inf", Double.POSITIVE_INFINITY,
            "infinity", Double.POSITIVE_INFINITY,
            "-inf", Double.NEGATIVE_INFINITY,
            "-infinity", Double.NEGATIVE_INFINITY);

    /** The value; empty if it doesn't fit. */
    Optional<Object> of(Schema schema, JsonNode value) {
        return switch (schema.getType()) {
            case BOOLEAN -> truth(value);
            case INT -> TimeValues.of(schema, value).or(() -> number(value, BigDecimal::intValueExact));
            case LONG -> TimeValues.of(schema, value).or(() -> number(value, BigDecimal::longValueExact));
            case FLOAT -> floating(value, Float.MAX_VALUE).map(Double::floatValue);
            case DOUBLE -> floating(value, Double.MAX_VALUE).map(it -> it);
            case STRING -> text(value).map(it -> it);
            case ENUM -> text(value).filter(schema::hasEnumSymbol).map(it -> new GenericData.EnumSymbol(schema, it));
            case BYTES -> decimal(schema, value).or(() -> bytes(value).map(ByteBuffer::wrap));
            case FIXED ->
                decimal(schema, value).or(() -> bytes(value)
                        .filter(it -> it.length == schema.getFixedSize())
                        .map(it -> new GenericData.Fixed(schema, it)));
            case NULL, UNION, RECORD, ARRAY, MAP -> Optional.empty();
        };
    }

    /** What the schema expects, in words. */
    static String expected(Schema schema) {
        if (schema.getType() == Schema.Type.ENUM) {
            return "one of " + String.join(", ", schema.getEnumSymbols());
        }
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return "a decimal number of " + decimal.getPrecision() + " digits, " + decimal.getScale()
                    + " of them behind the point";
        }
        return TimeValues.expected(schema).orElseGet(() -> switch (schema.getType()) {
            case BYTES -> "base64";
            case FIXED -> "base64 of " + schema.getFixedSize() + " bytes";
            default -> schema.getType().getName();
        });
    }

    private Optional<Object> truth(JsonNode value) {
        if (value.isBoolean()) {
            return Optional.of(value.booleanValue());
        }
        return text(value).filter(it -> isText).map(text -> switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "1.0" -> true;
            case "false", "0", "0.0" -> false;
            default -> null;
        });
    }

    private Optional<Object> number(JsonNode value, Function<BigDecimal, Number> exact) {
        try {
            return number(value).map(exact);
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private Optional<BigDecimal> number(JsonNode value) {
        try {
            if (value.isNumber()) {
                return Optional.of(value.decimalValue());
            }
            return text(value).filter(it -> isText).map(it -> new BigDecimal(it.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<Double> floating(JsonNode value, double largest) {
        var notFinite = NOT_FINITE.get(value.asText().toLowerCase(Locale.ROOT));
        if (notFinite != null) {
            return Optional.of(notFinite);
        }
        return number(value).map(BigDecimal::doubleValue).filter(it -> Math.abs(it) <= largest);
    }

    private Optional<Object> decimal(Schema schema, JsonNode value) {
        if (!(schema.getLogicalType() instanceof LogicalTypes.Decimal decimal)) {
            return Optional.empty();
        }
        try {
            var number =
                    number(value).or(() -> text(value).map(BigDecimal::new)).map(it -> it.setScale(decimal.getScale()));
            return number.map(it -> encoded(schema, it, decimal));
        } catch (ArithmeticException | NumberFormatException | org.apache.avro.AvroTypeException e) {
            return Optional.empty();
        }
    }

    private static Object encoded(Schema schema, BigDecimal number, LogicalTypes.Decimal decimal) {
        var conversion = new DecimalConversion();
        return schema.getType() == Schema.Type.BYTES
                ? conversion.toBytes(number, schema, decimal)
                : conversion.toFixed(number, schema, decimal);
    }

    private static Optional<byte[]> bytes(JsonNode value) {
        try {
            return text(value).map(it -> Base64.getDecoder().decode(it.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.ofNullable(value.textValue());
    }
}
