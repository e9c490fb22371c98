package io.sluicegate.scorer.features;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.catalogue.VectorForm.Element;
import io.sluicegate.scorer.onnx.FeatureRows;
import io.sluicegate.scorer.onnx.GoldenCheck;
import io.sluicegate.scorer.onnx.OnnxModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of images give what ONNX Runtime itself gives for the same elements, whatever a features record has them as. */
class VectorRowsTest {
    private static final int ROWS = 7;
    private static final int HEIGHT = 6;
    private static final int WIDTH = 5;
    private static final int PIXELS = HEIGHT * WIDTH;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "bytes, FLOAT32, FLOAT32",
        "array, FLOAT32, FLOAT32",
        "array, FLOAT64, FLOAT32",
        "array, FLOAT64, FLOAT64",
        "array, INT32, FLOAT32",
        "array, INT64, INT64",
        "array, INT64, UINT8",
        "bytes, UINT8, FLOAT32",
        "bytes, UINT8, UINT8",
        "bytes, UINT8, UINT16",
        "bytes, UINT16, UINT16",
        "bytes, UINT64, FLOAT32",
        "bytes, INT8, INT64",
        "bytes, INT16, FLOAT16",
        "bytes, INT32, INT32",
        "bytes, INT64, INT64",
        "bytes, FLOAT64, INT8",
        "plain bytes, UINT32, FLOAT64",
        "fixed, UINT8, FLOAT32",
    })
    void shouldAnswerAsTheRuntimeItself(String field, Element element, ElementType type) throws Exception {
        var random = new Random(5);
        var rows = IntStream.range(0, ROWS)
                .mapToObj(row -> random.ints(PIXELS, 0, 100).toArray())
                .toList();
        var form = new VectorForm(element, List.of(HEIGHT, WIDTH));
        var schema = schema(field, form);
        var layout = FeatureLayout.of(schema).orElseThrow();
        try (var model =
                OnnxModel.load(Files.write(folder.resolve("model.onnx"), convolution(type)), manifest(form, type))) {
            var slots = layout.bind(model.manifest());
            var runner = model.runner(ROWS);
            for (var blocks : List.of(false, true)) {
                var inputs = runner.begin();
                for (var row : rows) {
                    var read = layout.read(bytes(record(schema, element, row), blocks));
                    assertThat(slots.rejection(read)).isEmpty();
                    slots.feed(read, inputs);
                }
                var outputs = runner.run(ROWS);

                var expected = direct(rows);
                for (var row = 0; row < ROWS; row++) {
                    for (var column = 0; column < 2; column++) {
                        assertThat(outputs.json(row).get("y").get(column).floatValue())
                                .isCloseTo(expected[row][column], within(1e-3f));
                    }
                }
            }
        }
    }

    @Test
    void shouldRefuseAModelWhoseInputHasMoreOrFewerElements() throws Exception {
        var file = Files.write(folder.resolve("model.onnx"), convolution(ElementType.FLOAT32));

        assertThatThrownBy(() -> OnnxModel.load(
                        file, manifest(new VectorForm(Element.FLOAT32, List.of(6, 4)), ElementType.FLOAT32)))
                .hasMessageContaining(
                        "input 'image' has shape [?, 1, 6, 5], 30 elements in a row, but the manifest names 1"
                                + " feature of 24 elements");
    }

    @Test
    void shouldTakeTheShapeThatTheModelLeavesOpenFromTheVector() throws Exception {
        var open = new OnnxMaker()
                .input("image", FLOAT32, ANY, 1, ANY, ANY)
                .node("ReduceSum", List.of("image"), List.of("y"), "keepdims", 0)
                .output("y", FLOAT32)
                .make();
        var form = new VectorForm(Element.FLOAT32, List.of(1, 2, 2));

        try (var model =
                OnnxModel.load(Files.write(folder.resolve("model.onnx"), open), manifest(form, ElementType.FLOAT32))) {
            var rows = new FeatureRows(model, 1)
                    .score(List.of(Map.of("pixels", new ObjectMapper().readTree("[[[1, 2], [3, 4]]]"))));

            assertThat(rows.get(0).score()).hasValue(10);
        }
    }

    @Test
    void shouldNameTheGoldenVectorsThatDoNotFit() throws Exception {
        var form = new VectorForm(Element.INT16, List.of(PIXELS));
        var file = Files.write(folder.resolve("model.onnx"), convolution(ElementType.UINT8));
        var large = new ObjectMapper().createArrayNode();
        IntStream.range(0, PIXELS).forEach(pixel -> large.add(pixel == 3 ? 256 : pixel));

        try (var model = OnnxModel.load(file, manifest(form, ElementType.UINT8))) {
            assertThat(golden(model, large))
                    .containsExactly("golden vector 0: feature 'pixels' of input 'image': element 3 is no uint8");
            assertThat(golden(model, NullNode.getInstance()))
                    .containsExactly(
                            "golden vector 0: feature 'pixels' of input 'image': expected int16 [30], found null");
            assertThat(golden(model, TextNode.valueOf("x")))
                    .containsExactly("golden vector 0: feature 'pixels': expected int16 [30], found \"x\"");
        }
    }

    private static List<String> golden(OnnxModel model, JsonNode pixels) throws Exception {
        var vector = new Golden.Vector(Map.of("pixels", pixels), Map.of(), OptionalDouble.of(0));
        return new GoldenCheck(model, new Golden(1, List.of(vector))).problems(1);
    }

    private static float[][] direct(List<int[]> rows) throws Exception {
        var environment = OrtEnvironment.getEnvironment();
        var pixels = FloatBuffer.allocate(ROWS * PIXELS);
        rows.forEach(row -> Arrays.stream(row).forEach(pixels::put));
        try (var session = environment.createSession(convolution(ElementType.FLOAT32));
                var tensor = OnnxTensor.createTensor(environment, pixels.flip(), new long[] {ROWS, 1, HEIGHT, WIDTH});
                var result = session.run(Map.of("image", tensor))) {
            return (float[][]) result.get("y").orElseThrow().getValue();
        }
    }

    /** A convolution with two kernels, flattened into two numbers. */
    private static byte[] convolution(ElementType type) {
        var random = new Random(1);
        return new OnnxMaker()
                .input("image", type.onnx(), ANY, 1, HEIGHT, WIDTH)
                .node("Cast", List.of("image"), List.of("x"), "to", FLOAT32)
                .weights(
                        "kernels",
                        new long[] {2, 1, 3, 3},
                        random.doubles(18, -1, 1).toArray())
                .node("Conv", List.of("x", "kernels"), List.of("c"), "kernel_shape", new long[] {3, 3})
                .node("Relu", List.of("c"), List.of("r"))
                .node("Flatten", List.of("r"), List.of("f"))
                .weights("dense", new long[] {24, 2}, random.doubles(48, -1, 1).toArray())
                .node("MatMul", List.of("f", "dense"), List.of("y"))
                .output("y", FLOAT32, ANY, 2)
                .make();
    }

    private static Manifest manifest(VectorForm form, ElementType type) {
        return new Manifest(
                "m",
                "1",
                "f",
                List.of(new NeededFeature("pixels", form)),
                List.of(new Input("image", type, List.of("pixels"))),
                Output.score("y", 0, OptionalDouble.empty()),
                Instant.EPOCH,
                "");
    }

    private static Schema schema(String field, VectorForm form) {
        var type =
                switch (field) {
                    case "bytes" -> form.schema();
                    case "fixed" -> Schema.createFixed("Pixels", null, "test", form.bytes());
                    case "array" -> Schema.createArray(Schema.create(itemType(form.element())));
                    default -> Schema.create(Schema.Type.BYTES);
                };
        return SchemaBuilder.record("Features")
                .fields()
                .requiredLong("eventTime")
                .optionalDouble("before")
                .name("pixels")
                .type(Schema.createUnion(Schema.create(Schema.Type.NULL), type))
                .withDefault(null)
                .optionalDouble("after")
                .endRecord();
    }

    private static Schema.Type itemType(Element element) {
        return switch (element) {
            case FLOAT32 -> Schema.Type.FLOAT;
            case FLOAT64 -> Schema.Type.DOUBLE;
            case INT32 -> Schema.Type.INT;
            default -> Schema.Type.LONG;
        };
    }

    private static GenericRecord record(Schema schema, Element element, int... pixels) {
        var record = new GenericData.Record(schema);
        record.put("eventTime", 1L);
        record.put("after", 0.5);
        var type = schema.getField("pixels").schema().getTypes().get(1);
        record.put(
                "pixels",
                switch (type.getType()) {
                    case ARRAY ->
                        Arrays.stream(pixels)
                                .mapToObj(pixel -> item(type.getElementType(), pixel))
                                .toList();
                    case FIXED ->
                        new GenericData.Fixed(type, elements(element, pixels).array());
                    default -> elements(element, pixels);
                });
        return record;
    }

    private static Object item(Schema schema, int value) {
        return switch (schema.getType()) {
            case FLOAT -> (float) value;
            case DOUBLE -> (double) value;
            case INT -> value;
            default -> (long) value;
        };
    }

    private static ByteBuffer elements(Element element, int... pixels) {
        var bytes = ByteBuffer.allocate(pixels.length * element.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (var pixel : pixels) {
            switch (element) {
                case FLOAT32 -> bytes.putFloat(pixel);
                case FLOAT64 -> bytes.putDouble(pixel);
                case INT8, UINT8 -> bytes.put((byte) pixel);
                case INT16, UINT16 -> bytes.putShort((short) pixel);
                case INT32, UINT32 -> bytes.putInt(pixel);
                default -> bytes.putLong(pixel);
            }
        }
        return bytes.flip();
    }

    /** @param blocks whether an array is written in several blocks, each with its size */
    private static byte[] bytes(GenericRecord record, boolean blocks) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {0, 0, 0, 0, 1});
        var factory = new EncoderFactory().configureBlockSize(64);
        Encoder encoder =
                blocks ? factory.blockingBinaryEncoder(bytes, null) : factory.directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
