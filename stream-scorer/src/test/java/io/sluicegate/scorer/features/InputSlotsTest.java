package io.sluicegate.scorer.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.Missing;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.scorer.onnx.InputBuffer;
import io.sluicegate.scorer.onnx.RecordingBuffer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputSlotsTest {
    private static final Schema SCHEMA = SchemaBuilder.record("Features")
            .fields()
            .requiredLong("eventTime")
            .optionalDouble("a")
            .optionalDouble("b")
            .optionalLong("n")
            .optionalBoolean("yes")
            .optionalString("word")
            .optionalDouble("c")
            .endRecord();
    private static final List<NeededFeature> FEATURES = List.of(
            new NeededFeature("a", Type.DOUBLE),
            new NeededFeature("b", Type.DOUBLE),
            new NeededFeature("n", Type.LONG),
            new NeededFeature("yes", Type.BOOLEAN),
            new NeededFeature("word", Type.STRING),
            new NeededFeature("c", Type.DOUBLE));

    private static final NeededFeature PIXELS =
            new NeededFeature("pixels", new VectorForm(VectorForm.Element.UINT8, List.of(2)));
    private static final FeatureLayout VECTORS =
            layout(PIXELS.vector().orElseThrow().schema());

    private final FeatureLayout layout = FeatureLayout.of(SCHEMA).orElseThrow();

    @Test
    void shouldFeedInTheOrderOfTheModelWhateverThatOfTheRow() {
        assertThat(fed("a", "b", "c")).containsExactly(10.0, 11.0, 12.0);
        assertThat(fed("c", "a", "b")).containsExactly(12.0, 10.0, 11.0);
        assertThat(fed("a", "c")).containsExactly(10.0, 12.0);
        assertThat(fed("b", "b")).containsExactly(11.0, 11.0);
        assertThat(fed("yes", "a", "n")).containsExactly(1L, 10.0, 9_007_199_254_740_993L);
    }

    @Test
    void shouldFeedEachInput() {
        var manifest = manifest(
                new Input("words", ElementType.STRING, List.of("word")),
                Input.matrix("x", List.of("c", "a")),
                new Input("n", ElementType.INT64, List.of("n")));
        var inputs = List.of(new RecordingBuffer(), new RecordingBuffer(), new RecordingBuffer());

        layout.bind(manifest).feed(row(), List.<InputBuffer>copyOf(inputs));

        assertThat(inputs)
                .extracting(RecordingBuffer::values)
                .containsExactly(List.of("one"), List.of(12.0, 10.0), List.of(9_007_199_254_740_993L));
    }

    @Test
    void shouldFeedMissingValuesAsMissing() {
        var row = layout.row();
        row.absent[0] = true;
        var into = new RecordingBuffer();

        layout.bind(manifest(Input.matrix("x", List.of("n", "yes")))).feed(row, List.of(into));

        assertThat(into.values()).containsExactly((Object) null, 0L);
    }

    @Test
    void shouldRejectAMissingValueWhereTheInputSaysSo() {
        var row = layout.row();
        row.absent[0] = true;
        row.doubles[0] = Double.NaN;

        assertThat(rejection(row, new Input("n", ElementType.INT64, List.of("n"))))
                .contains(new Rejection(ErrorCode.MISSING_FIELD, "feature 'n' has no value, which input 'n' refuses"));
        assertThat(rejection(row, new Input("w", ElementType.STRING, List.of("word"))))
                .contains(
                        new Rejection(ErrorCode.MISSING_FIELD, "feature 'word' has no value, which input 'w' refuses"));
        assertThat(rejection(row, rejecting(ElementType.FLOAT32, "a"))).isPresent();
        assertThat(rejection(row, rejecting(ElementType.FLOAT32, "b"))).isEmpty();
        assertThat(rejection(row, Input.matrix("x", List.of("a", "n")))).isEmpty();
    }

    private static Input rejecting(ElementType type, String feature) {
        return new Input("x", type, List.of(feature), Optional.empty(), true, Missing.REJECT);
    }

    @ParameterizedTest
    @CsvSource({
        "INT8, 127, true",
        "INT8, 128, false",
        "INT8, -128, true",
        "INT8, -129, false",
        "UINT8, 255, true",
        "UINT8, 256, false",
        "UINT8, -1, false",
        "UINT16, 65535, true",
        "UINT16, 65536, false",
        "INT32, -2147483648, true",
        "INT32, 2147483648, false",
        "UINT32, 4294967295, true",
        "UINT32, 4294967296, false",
        "INT64, 9223372036854775807, true",
        "UINT64, 9223372036854775807, true",
        "UINT64, -1, false",
        "BOOL, 1, true",
        "BOOL, 2, false",
        "FLOAT16, 9223372036854775807, true",
    })
    void shouldRejectAWholeNumberOutOfRange(ElementType type, long value, boolean fits) {
        var row = row();
        row.integers[0] = value;

        var rejection = rejection(row, new Input("x", type, List.of("n")));

        assertThat(rejection.isEmpty()).isEqualTo(fits);
        rejection.ifPresent(it -> assertThat(it)
                .isEqualTo(new Rejection(
                        ErrorCode.WRONG_TYPE,
                        "feature 'n' is " + value + ", which is no " + type.text() + " for input 'x'")));
    }

    @ParameterizedTest
    @CsvSource({"INT64, 3, true", "INT64, 3.5, false", "INT64, 1e300, false", "INT8, 200, false", "FLOAT64, 3.5, true"})
    void shouldRejectANumberThatIsNotWholeWhereTheModelTakesWholeOnes(ElementType type, double value, boolean fits) {
        var row = row();
        row.doubles[0] = value;

        assertThat(rejection(row, new Input("x", type, List.of("a"))).isEmpty()).isEqualTo(fits);
    }

    @Test
    void shouldFeedVectorsBesideNumbers() {
        var row = VECTORS.row();
        row.doubles[0] = 3;
        row.vectors[0] = pixels(7, 255);
        var into = new RecordingBuffer();

        bind(Input.matrix("x", List.of("amount", "pixels", "amount"))).feed(row, List.of(into));

        assertThat(into.values()).containsExactly(3.0, 7.0, 255.0, 3.0);
    }

    @Test
    void shouldFeedAMissingVectorAsMissingElementsUnlessTheInputRefusesThem() {
        var row = VECTORS.row();
        var into = new RecordingBuffer();

        bind(Input.matrix("x", List.of("pixels"))).feed(row, List.of(into));

        assertThat(into.values()).containsExactly(null, null);
        assertThat(bind(Input.matrix("x", List.of("pixels"))).rejection(row)).isEmpty();
        assertThat(bind(new Input("x", ElementType.UINT8, List.of("pixels"))).rejection(row))
                .contains(new Rejection(
                        ErrorCode.MISSING_FIELD, "feature 'pixels' has no value, which input 'x' refuses"));
    }

    @Test
    void shouldRejectAVectorOfAnotherLength() {
        var row = VECTORS.row();
        row.vectors[0] = pixels(1, 2, 3);

        assertThat(bind(Input.matrix("x", List.of("pixels"))).rejection(row))
                .contains(new Rejection(
                        ErrorCode.WRONG_TYPE,
                        "feature 'pixels' has 3 elements (3 bytes), but input 'x' takes 2, as uint8 [2]"));
    }

    @Test
    void shouldRejectAVectorWithAnElementThatTheInputCannotHold() {
        var row = VECTORS.row();
        row.vectors[0] = pixels(7, 128);

        assertThat(bind(new Input("x", ElementType.UINT8, List.of("pixels"))).rejection(row))
                .isEmpty();
        assertThat(bind(new Input("x", ElementType.INT8, List.of("pixels"))).rejection(row))
                .contains(
                        new Rejection(ErrorCode.WRONG_TYPE, "element 1 of feature 'pixels' is no int8 for input 'x'"));
    }

    @Test
    void shouldRefuseRecordsWhoseVectorsHaveOtherElements() {
        var floats = layout(SchemaBuilder.array().items().floatType());

        assertThat(floats.bind(manifest(List.of(PIXELS), Input.matrix("x", List.of("pixels"))))
                        .rejection())
                .contains(new Rejection(
                        ErrorCode.WRONG_TYPE,
                        "feature 'pixels' is a vector of float32, the model needs a vector of uint8 [2]"));
        assertThat(layout.bind(manifest(
                                List.of(new NeededFeature("a", PIXELS.vector().orElseThrow())),
                                rejecting(ElementType.UINT8, "a")))
                        .rejection())
                .contains(new Rejection(ErrorCode.WRONG_TYPE, "feature 'a' is DOUBLE, the model needs VECTOR"));
    }

    private static ByteBuffer pixels(int... pixels) {
        var bytes = ByteBuffer.allocate(pixels.length);
        Arrays.stream(pixels).forEach(pixel -> bytes.put((byte) pixel));
        return bytes.flip();
    }

    private static FeatureLayout layout(Schema pixels) {
        return FeatureLayout.of(SchemaBuilder.record("Features")
                        .fields()
                        .requiredLong("eventTime")
                        .optionalDouble("amount")
                        .name("pixels")
                        .type(pixels)
                        .noDefault()
                        .endRecord())
                .orElseThrow();
    }

    private static InputSlots bind(Input input) {
        return VECTORS.bind(manifest(List.of(new NeededFeature("amount", Type.DOUBLE), PIXELS), input));
    }

    private Optional<Rejection> rejection(FeatureRow row, Input input) {
        return layout.bind(manifest(input)).rejection(row);
    }

    private List<@Nullable Object> fed(String... features) {
        var into = new RecordingBuffer();
        layout.bind(manifest(Input.matrix("x", List.of(features)))).feed(row(), List.of(into));
        return into.values();
    }

    private FeatureRow row() {
        var row = layout.row();
        row.doubles[0] = 10;
        row.doubles[1] = 11;
        row.doubles[2] = 12;
        row.integers[0] = 9_007_199_254_740_993L; // no float or double holds it
        row.integers[1] = 1;
        row.texts[0] = "one";
        return row;
    }

    private static Manifest manifest(Input... inputs) {
        return manifest(FEATURES, inputs);
    }

    private static Manifest manifest(List<NeededFeature> features, Input... inputs) {
        return new Manifest(
                "m",
                "1",
                "f",
                features,
                Stream.of(inputs).toList(),
                Output.score("y", 0, OptionalDouble.empty()),
                Instant.EPOCH,
                "");
    }
}
