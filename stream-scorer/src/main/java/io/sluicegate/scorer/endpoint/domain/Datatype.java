package io.sluicegate.scorer.endpoint.domain;

import io.sluicegate.bundle.ElementType;
import java.util.Arrays;

/** The names that the protocol has for the types of elements. */
final class Datatype {
    private Datatype() {}

    static String of(ElementType type) {
        return switch (type) {
            case FLOAT16 -> "FP16";
            case FLOAT32 -> "FP32";
            case FLOAT64 -> "FP64";
            case BFLOAT16 -> "BF16";
            case STRING -> "BYTES";
            default -> type.name();
        };
    }

    static ElementType named(String name) throws Refusal {
        return Arrays.stream(ElementType.values())
                .filter(type -> of(type).equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.wrong("'" + name + "' is no datatype: known are "
                        + Arrays.stream(ElementType.values()).map(Datatype::of).toList()));
    }

    /** The largest finite number of a floating-point type. */
    static double largest(ElementType type) {
        return switch (type) {
            case FLOAT16 -> 65_504;
            case BFLOAT16 -> Float.intBitsToFloat(0x7f7f0000);
            case FLOAT32 -> Float.MAX_VALUE;
            default -> Double.MAX_VALUE;
        };
    }
}
