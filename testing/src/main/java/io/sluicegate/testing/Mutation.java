package io.sluicegate.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Mutations of bytes, of text such as YAML or JSON, and of protobuf messages: near enough to the original to be read half of the way. */
public final class Mutation {
    private static final int MOST = 4;
    private static final int LONG = 16;
    private static final byte[] EDGES = {0, 1, 2, 0x7f, (byte) 0x80, (byte) 0xff};
    private static final byte[] GREATEST_VARINT = {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        3,
        7,
        127,
        128,
        65_536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final double[] REALS = {0, -0.0, 1, -1, 1e-40, 1e30, 1e300, Double.NaN, Double.POSITIVE_INFINITY};
    private static final List<String> WORDS = List.of(
            "",
            "null",
            "~",
            "true",
            "-1",
            "0",
            "1e999",
            "NaN",
            "99999999999999999999",
            "0x10",
            "'",
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "- ",
            "? ",
            "|",
            ">",
            "#",
            "...",
            "---",
            "&a",
            "*a",
            "&a [*a]",
            "!!str",
            "!!binary x",
            "\t",
            "\u0000",
            "\ufeff",
            "\ud800",
            "ä",
            "model",
            "float32",
            "string",
            "..",
            "/etc/passwd",
            "x".repeat(3_000),
            "[".repeat(3_000),
            "{\"a\":".repeat(1_500));
    private static final List<String> OPERATORS = List.of(
            "Add",
            "Cast",
            "Concat",
            "ConstantOfShape",
            "Expand",
            "Gather",
            "GatherND",
            "Gemm",
            "Identity",
            "If",
            "Loop",
            "MatMul",
            "NonZero",
            "OneHot",
            "Pad",
            "Range",
            "ReduceSum",
            "Reshape",
            "Resize",
            "Scan",
            "ScatterND",
            "Slice",
            "Split",
            "Squeeze",
            "StringNormalizer",
            "Tile",
            "TopK",
            "Transpose",
            "TreeEnsembleRegressor",
            "Where",
            "ZipMap");

    private Mutation() {}

    /** The bytes with a few mutations. */
    public static byte[] bytes(byte[] original, Random random) {
        var bytes = original;
        for (var times = 1 + random.nextInt(MOST); times > 0; times--) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return new byte[] {edge(random)};
        }
        var at = random.nextInt(bytes.length);
        var count = Math.min(bytes.length - at, 1 + random.nextInt(LONG));
        return switch (random.nextInt(8)) {
            case 0 -> replaced(bytes, at, 1, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(Byte.SIZE))});
            case 1 -> replaced(bytes, at, 1, new byte[] {edge(random)});
            case 2 -> replaced(bytes, at, bytes.length - at, new byte[0]);
            case 3 -> replaced(bytes, at, 0, any(count, random));
            case 4 -> replaced(bytes, at, count, any(count, random));
            case 5 -> replaced(bytes, at, count, new byte[0]);
            case 6 -> replaced(bytes, at, 0, java.util.Arrays.copyOfRange(bytes, at, at + count));
            default -> replaced(bytes, at, 1, GREATEST_VARINT);
        };
    }

    private static byte edge(Random random) {
        return EDGES[random.nextInt(EDGES.length)];
    }

    private static byte[] any(int count, Random random) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int at, int count, byte[] by) {
        var result = new byte[bytes.length - count + by.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(by, 0, result, at, by.length);
        System.arraycopy(bytes, at + count, result, at + by.length, bytes.length - at - count);
        return result;
    }

    /** The text with one or two mutations of its lines and words. */
    public static String text(String original, Random random) {
        var text = original;
        for (var times = 1 + random.nextInt(2); times > 0; times--) {
            text = switch (random.nextInt(4)) {
                case 0 -> new String(bytes(text.getBytes(UTF_8), random), UTF_8);
                case 1 -> lines(text, random);
                default -> words(text, random);
            };
        }
        return text;
    }

    private static String lines(String text, Random random) {
        var lines = new ArrayList<>(text.lines().toList());
        if (!lines.isEmpty()) {
            var at = random.nextInt(lines.size());
            switch (random.nextInt(4)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(lines.get(at));
                case 2 -> lines.set(at, "  " + lines.get(at));
                default -> lines.add(at, lines.remove(random.nextInt(lines.size())));
            }
        }
        return String.join("\n", lines);
    }

    private static String words(String text, Random random) {
        var words = new ArrayList<>(List.of(text.split("(?<=[\\s:,\\[\\]{}\"'])|(?=[\\s:,\\[\\]{}\"'])")));
        if (!words.isEmpty()) {
            var at = random.nextInt(words.size());
            var word = random.nextInt(4) == 0
                    ? words.get(random.nextInt(words.size()))
                    : WORDS.get(random.nextInt(WORDS.size()));
            if (random.nextBoolean()) {
                words.set(at, word);
            } else {
                words.add(at, word);
            }
        }
        return String.join("", words);
    }

    /** The message with one or two mutations of its fields, at any depth. */
    public static Message message(Message original, Random random) {
        var builder = original.toBuilder();
        var names = new ArrayList<String>();
        collect(original, names);
        for (var times = 1 + random.nextInt(2); times > 0; times--) {
            mutate(builder, names, random);
        }
        return builder.build();
    }

    /** The texts in a message, such as the names that its nodes refer to each other by. */
    private static void collect(Message message, List<String> names) {
        for (var value : message.getAllFields().values()) {
            for (var one : value instanceof List<?> list ? list : List.of(value)) {
                if (one instanceof Message inner) {
                    collect(inner, names);
                } else if (one instanceof String text) {
                    names.add(text);
                }
            }
        }
    }

    private static void mutate(Message.Builder builder, List<String> names, Random random) {
        var inner = builder.getAllFields().entrySet().stream()
                .filter(entry -> entry.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE)
                .toList();
        if (!inner.isEmpty() && random.nextInt(5) > 0) {
            var chosen = inner.get(random.nextInt(inner.size()));
            mutate(child(builder, chosen, random), names, random);
        } else {
            mutateField(builder, names, random);
        }
    }

    private static Message.Builder child(
            Message.Builder builder, Map.Entry<FieldDescriptor, Object> field, Random random) {
        return field.getValue() instanceof List<?> list
                ? builder.getRepeatedFieldBuilder(field.getKey(), random.nextInt(list.size()))
                : builder.getFieldBuilder(field.getKey());
    }

    private static void mutateField(Message.Builder builder, List<String> names, Random random) {
        var present = List.copyOf(builder.getAllFields().keySet());
        var all = builder.getDescriptorForType().getFields();
        var fields = present.isEmpty() || random.nextInt(4) == 0 ? all : present;
        var field = fields.get(random.nextInt(fields.size()));
        var count = field.isRepeated() ? builder.getRepeatedFieldCount(field) : 0;
        if (random.nextInt(6) == 0) {
            builder.clearField(field);
        } else if (!field.isRepeated()) {
            builder.setField(field, value(builder, field, names, random));
        } else if (count == 0 || random.nextInt(3) == 0) {
            builder.addRepeatedField(
                    field,
                    count > 0 && random.nextBoolean()
                            ? builder.getRepeatedField(field, random.nextInt(count))
                            : value(builder, field, names, random));
        } else if (random.nextInt(3) == 0) {
            remove(builder, field, random.nextInt(count));
        } else {
            builder.setRepeatedField(field, random.nextInt(count), value(builder, field, names, random));
        }
    }

    private static void remove(Message.Builder builder, FieldDescriptor field, int at) {
        var kept = new ArrayList<>((List<?>) builder.getField(field));
        kept.remove(at);
        builder.setField(field, kept);
    }

    private static Object value(Message.Builder builder, FieldDescriptor field, List<String> names, Random random) {
        var number = NUMBERS[random.nextInt(NUMBERS.length)];
        var real = REALS[random.nextInt(REALS.length)];
        return switch (field.getJavaType()) {
            case INT -> (int) number;
            case LONG -> number;
            case FLOAT -> (float) real;
            case DOUBLE -> real;
            case BOOLEAN -> random.nextBoolean();
            case STRING -> name(field, names, random);
            case BYTE_STRING -> ByteString.copyFrom(any(random.nextInt(LONG), random));
            case ENUM -> anyOf(field.getEnumType(), random);
            case MESSAGE -> builder.newBuilderForField(field).build();
        };
    }

    private static String name(FieldDescriptor field, List<String> names, Random random) {
        if (field.getName().equals("op_type")) {
            return OPERATORS.get(random.nextInt(OPERATORS.size()));
        }
        return names.isEmpty() || random.nextInt(3) == 0
                ? WORDS.get(random.nextInt(WORDS.size()))
                : names.get(random.nextInt(names.size()));
    }

    private static Object anyOf(EnumDescriptor type, Random random) {
        return type.getValues().get(random.nextInt(type.getValues().size()));
    }
}
