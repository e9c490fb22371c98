package io.sluicegate.scorer.endpoint.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.scorer.endpoint.domain.AnswerWriter.Output;
import io.sluicegate.scorer.tensors.Elements;
import io.sluicegate.scorer.tensors.Elements.Reals;
import io.sluicegate.scorer.tensors.Elements.Texts;
import io.sluicegate.scorer.tensors.Elements.Wholes;
import io.sluicegate.scorer.tensors.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {

    @Test
    void shouldWriteAnAnswer() {
        var output = tensor(ElementType.FLOAT32, new Reals(new double[] {1, 1.1f, 2, 2.1f, 3, 3.1f}), 3, 2);

        var body = AnswerWriter.write("mymodel", "7", Optional.of("42"), List.of(new Output(output, false)));

        assertThat(body.jsonLength()).isEmpty();
        assertThat(new String(body.bytes(), UTF_8))
                .isEqualTo(
                        "{\"model_name\":\"mymodel\",\"model_version\":\"7\",\"id\":\"42\",\"outputs\":[{\"name\":\"y\","
                                + "\"datatype\":\"FP32\",\"shape\":[3,2],\"data\":[1.0,1.1,2.0,2.1,3.0,3.1]}]}");
    }

    @Test
    void shouldWriteBinaryDataBehindTheJson() {
        var output = tensor(ElementType.FLOAT32, new Reals(new double[] {1, -2}), 2);
        var words = tensor(ElementType.STRING, new Texts(new String[] {"é"}), 1);

        var body = AnswerWriter.write(
                "m", "7", Optional.empty(), List.of(new Output(output, true), new Output(words, false)));

        var length = body.jsonLength().orElseThrow();
        assertThat(new String(body.bytes(), 0, length, UTF_8))
                .isEqualTo(
                        "{\"model_name\":\"m\",\"model_version\":\"7\",\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\","
                                + "\"shape\":[2],\"parameters\":{\"binary_data_size\":8}},{\"name\":\"y\",\"datatype\":\"BYTES\","
                                + "\"shape\":[1],\"data\":[\"é\"]}]}");
        assertThat(body.bytes()).hasSize(length + 8).endsWith(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0);
    }

    @Test
    void shouldWriteEachTypeAsItIs() {
        assertThat(data(ElementType.UINT64, new Wholes(new long[] {-1, 1}))).isEqualTo("[18446744073709551615,1]");
        assertThat(data(ElementType.BOOL, new Wholes(new long[] {0, 1}))).isEqualTo("[false,true]");
        assertThat(data(ElementType.INT8, new Wholes(new long[] {-128}))).isEqualTo("[-128]");
        assertThat(data(ElementType.STRING, new Texts(new String[] {"a\"b", ""})))
                .isEqualTo("[\"a\\\"b\",\"\"]");
        assertThat(data(
                        ElementType.FLOAT64,
                        new Reals(new double[] {0.1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})))
                .isEqualTo("[0.1,\"NaN\",\"Inf\",\"-Inf\"]");
    }

    /** Binary data that is written reads back as it was, in each type. */
    @Test
    void shouldReadBackWhatItWrites() throws Refusal {
        for (var type : ElementType.values()) {
            var elements = examples(type);
            var tensor = tensor(type, elements, elements.count());

            var read = BinaryElements.read("x", type, ByteBuffer.wrap(BinaryElements.write(tensor)), elements.count());

            assertThat(values(read)).as(type.text()).isEqualTo(values(elements));
        }
    }

    private static List<?> values(Elements elements) {
        if (elements instanceof Reals reals) {
            return Arrays.stream(reals.values()).boxed().toList();
        }
        return elements instanceof Wholes wholes
                ? Arrays.stream(wholes.values()).boxed().toList()
                : List.of(((Texts) elements).values());
    }

    private static Elements examples(ElementType type) {
        return switch (type.kind()) {
            case FLOATING ->
                new Reals(
                        new double[] {0, -0.0, 1.5, -2, Datatype.largest(type), Double.NaN, Double.NEGATIVE_INFINITY});
            case TEXT -> new Texts(new String[] {"", "a", "ä€😀", "\0"});
            case BOOLEAN -> new Wholes(new long[] {0, 1});
            default -> new Wholes(new long[] {type.smallest(), 0, 1, type.largest()});
        };
    }

    private static String data(ElementType type, Elements elements) {
        var body = AnswerWriter.write(
                "m", "1", Optional.empty(), List.of(new Output(tensor(type, elements, elements.count()), false)));
        var text = new String(body.bytes(), UTF_8);
        return text.substring(text.indexOf("\"data\":") + 7, text.length() - 3);
    }

    private static Tensor tensor(ElementType type, Elements elements, long... shape) {
        return new Tensor("y", type, shape, elements);
    }
}
