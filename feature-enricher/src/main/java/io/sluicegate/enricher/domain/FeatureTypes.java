package io.sluicegate.enricher.domain;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import io.sluicegate.pipeline.config.FeatureDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules for which values a declared feature type accepts: a double accepts doubles and integers, a long accepts integers and
 * timestamps (in milliseconds). A double that is not finite is a missing value.
 */
final class FeatureTypes {
    private FeatureTypes() {}

    static CelType celType(FeatureDefinition.Type type) {
        return switch (type) {
            case DOUBLE -> SimpleType.DOUBLE;
            case LONG -> SimpleType.INT;
            case BOOLEAN -> SimpleType.BOOL;
            case STRING -> SimpleType.STRING;
            case VECTOR -> SimpleType.BYTES;
        };
    }

    static boolean accepts(FeatureDefinition.Type declared, CelType actual) {
        var kind =
                actual instanceof NullableType nullable ? nullable.targetType().kind() : actual.kind();
        return switch (declared) {
            case DOUBLE -> kind == CelKind.DOUBLE || kind == CelKind.INT || kind == CelKind.DYN;
            case LONG -> kind == CelKind.INT || kind == CelKind.TIMESTAMP || kind == CelKind.DYN;
            case BOOLEAN -> kind == CelKind.BOOL || kind == CelKind.DYN;
            case STRING -> kind == CelKind.STRING || kind == CelKind.DYN;
            case VECTOR -> false; // see VectorField
        };
    }

    static boolean isNumber(CelType type) {
        return type.kind() == CelKind.DOUBLE || type.kind() == CelKind.INT || type.kind() == CelKind.DYN;
    }

    /** The value as the declared type; null if it is missing or a dynamic expression gave another type. */
    static @Nullable Object convert(FeatureDefinition.Type declared, @Nullable Object value) {
        return switch (declared) {
            case DOUBLE -> toDouble(value);
            case LONG -> toLong(value);
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case STRING -> value instanceof String ? value : null;
            case VECTOR -> null; // see VectorField
        };
    }

    private static @Nullable Long toLong(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        return value instanceof Long number ? number : null;
    }

    private static @Nullable Double toDouble(@Nullable Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number) ? number : null;
        }
        return value instanceof Number number ? (Double) number.doubleValue() : null;
    }
}
