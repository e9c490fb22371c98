package io.sluicegate.launcher.project;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.onnx.OnnxFile;
import io.sluicegate.bundle.onnx.OnnxValue;
import java.util.List;
import java.util.Locale;

/**
 * An input of a model, as far as a pipeline's features depend on it.
 *
 * @param elements how many values of one row it takes; {@link #OPEN} if the model doesn't say it
 * @param text its type and shape in words
 */
record ModelInput(String name, ElementType.Kind kind, long elements, String text) {
    static final long OPEN = -1;

    /** The inputs that must be fed, of types that features can have. */
    static List<ModelInput> of(OnnxFile file) {
        return file.inputs().stream()
                .filter(input -> input.type().isPresent())
                .map(input ->
                        new ModelInput(input.name(), input.type().orElseThrow().kind(), elements(input), input.text()))
                .toList();
    }

    private static long elements(OnnxValue input) {
        var lengths = input.shape().orElse(List.of());
        if (input.shape().isEmpty() || lengths.stream().skip(1).anyMatch(OnnxValue.Length::isAny)) {
            return OPEN;
        }
        return lengths.stream().skip(1).mapToLong(OnnxValue.Length::value).reduce(1, (a, b) -> a * b);
    }

    boolean isOfText() {
        return kind == ElementType.Kind.TEXT;
    }

    /** Whether a field seems to be what the input takes. */
    boolean isNamedLike(Field field) {
        return plain(name).equals(plain(field.source())) || plain(name).equals(plain(field.name()));
    }

    private static String plain(String name) {
        return AvroNames.of(name).toLowerCase(Locale.ROOT).replace("_", "");
    }
}
