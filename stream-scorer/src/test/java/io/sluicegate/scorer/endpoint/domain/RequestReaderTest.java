package io.sluicegate.scorer.endpoint.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.scorer.endpoint.domain.InferRequest.WantedOutput;
import io.sluicegate.scorer.tensors.Elements;
import io.sluicegate.scorer.tensors.Elements.Reals;
import io.sluicegate.scorer.tensors.Elements.Texts;
import io.sluicegate.scorer.tensors.Elements.Wholes;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

    @Test
    void shouldReadARequest() throws Refusal {
        var request = read("""
                {"id": "42",
                 "parameters": {"priority": 1, "nested": {"a": [1]}},
                 "inputs": [
                   {"name": "input0", "shape": [2, 2], "datatype": "UINT32", "data": [1, 2, 3, 4]},
                   {"name": "input1", "shape": [3], "datatype": "BOOL", "data": [true, false, true]}],
                 "outputs": [{"name": "output0"}, {"name": "output1", "parameters": {"binary_data": true}}],
                 "else": {"what": [{"ever": 1}]}}
                """);

        assertThat(request.id()).contains("42");
        assertThat(request.inputs()).hasSize(2);
        var first = request.inputs().get(0);
        assertThat(first.name()).isEqualTo("input0");
        assertThat(first.type()).isEqualTo(ElementType.UINT32);
        assertThat(first.shape()).containsExactly(2, 2);
        assertThat(wholes(first.elements())).containsExactly(1, 2, 3, 4);
        assertThat(wholes(request.inputs().get(1).elements())).containsExactly(1, 0, 1);
        assertThat(request.binary()).isFalse();
        assertThat(request.outputs())
                .containsExactly(
                        new WantedOutput("output0", Optional.empty()), new WantedOutput("output1", Optional.of(true)));
    }

    @Test
    void shouldReadDataInAnyNestingThatFitsAndBeforeItsShape() throws Refusal {
        assertThat(reals(read("[[1, 2.5], [-3, 4e0]]", "[2, 2]", "FP32"))).containsExactly(1, 2.5, -3, 4);
        assertThat(reals(read("[1, 2.5, -3, 4]", "[2, 2]", "FP64"))).containsExactly(1, 2.5, -3, 4);
        assertThat(reals(read("[[[1], [2]]]", "[1, 2, 1]", "FP16"))).containsExactly(1, 2);
        assertThat(reals(read("[7]", "[]", "FP32"))).containsExactly(7);
        assertThat(reals(read("[]", "[0, 3]", "FP32"))).isEmpty();

        var late = read("""
                {"inputs": [{"data": [[1], [2]], "parameters": {}, "shape": [2, 1], "datatype": "INT8", "name": "x"},
                            {"datatype": "BYTES", "data": ["é"], "name": "y", "shape": [1]}]}
                """);

        assertThat(wholes(late.inputs().get(0).elements())).containsExactly(1, 2);
        assertThat(((Texts) late.inputs().get(1).elements()).values()).containsExactly("é");
    }

    @Test
    void shouldReadEachTypesWholeRange() throws Refusal {
        assertThat(wholes(read("[0, 18446744073709551615, 1.0, 2e3]", "[4]", "UINT64")))
                .containsExactly(0, -1, 1, 2_000);
        assertThat(wholes(read("[-9223372036854775808, 9223372036854775807]", "[2]", "INT64")))
                .containsExactly(Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(wholes(read("[-128, 127]", "[2]", "INT8"))).containsExactly(-128, 127);
        assertThat(wholes(read("[true, 0, 1, false]", "[4]", "BOOL"))).containsExactly(1, 0, 1, 0);
        assertThat(reals(read("[\"NaN\", NaN, \"Inf\", -Infinity, \"-Infinity\"]", "[5]", "FP16")))
                .containsExactly(
                        Double.NaN,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.NEGATIVE_INFINITY);
        assertThat(reals(read("[65504, -65504]", "[2]", "FP16"))).containsExactly(65_504, -65_504);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2]       | [3]     | FP32  | an array of 2",
                "[1, 2, 3]    | [2]     | FP32  | found more",
                "[[1, 2], 3]  | [2, 2]  | FP32  | found 3",
                "[[1, 2], [3]] | [2, 2] | FP32  | an array of 1 at depth 2",
                "[[[1, 2]]]   | [1, 2]  | FP32  | expected FP32, found an array",
                "[1, [2]]     | [2]     | FP32  | expected FP32, found an array",
                "[[1]]        | []      | FP32  | found more",
                "7            | [1]     | FP32  | data is an array, found 7",
                "[\"1\"]      | [1]     | FP32  | expected FP32, found \"1\"",
                "[null]       | [1]     | FP32  | expected FP32, found null",
                "[1e39]       | [1]     | FP32  | expected FP32, found 1e39",
                "[1e400]      | [1]     | FP64  | expected FP64, found 1e400",
                "[65505]      | [1]     | FP16  | expected FP16, found 65505",
                "[128]        | [1]     | INT8  | expected INT8, found 128",
                "[-1]         | [1]     | UINT8 | expected UINT8, found -1",
                "[0.5]        | [1]     | INT64 | expected INT64, found 0.5",
                "[1e100000000] | [1]    | INT64 | expected INT64, found 1e100000000",
                "[1e-100000000] | [1]   | INT64 | expected INT64, found 1e-100000000",
                "[18446744073709551616] | [1] | UINT64 | expected UINT64, found 18446744073709551616",
                "[2]          | [1]     | BOOL  | expected BOOL, found 2",
                "[1]          | [1]     | BYTES | expected BYTES, found 1",
                "[\"\\ud800\"] | [1]    | BYTES | expected BYTES",
                "[1]          | [-1]    | FP32  | can't be negative",
                "[1]          | [1.5]   | FP32  | is a whole number",
                "[1]          | 1       | FP32  | shape is an array",
                "[1]          | [4294967296, 4294967296] | FP32 | more elements than any body holds",
                "[1]          | [3000000000] | FP32 | more elements than any body holds",
                "[1]          | [1]     | FP8   | 'FP8' is no datatype"
            })
    void shouldNameWhatDoesNotFit(String data, String shape, String type, String message) {
        assertThat(refusal(oneInput(data, shape, type)).message()).contains(message);
        assertThat(refusal(oneInput(data, shape, type)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "[]",
                "{",
                "{\"inputs\": [",
                "{\"inputs\": {}}",
                "{\"inputs\": [7]}",
                "{\"inputs\": [{}]}",
                "{\"inputs\": [{\"name\": \"x\"}]}",
                "{\"inputs\": [{\"name\": \"x\", \"shape\": [1], \"datatype\": \"FP32\"}]}",
                "{\"id\": 42, \"inputs\": []}",
                "{\"id\": \"1\", \"id\": \"2\"}",
                "{\"inputs\": []} {}",
                "{\"inputs\": []}, ",
                "{\"outputs\": [{}]}",
                "{\"outputs\": [{\"name\": \"y\", \"parameters\": {\"binary_data\": 1}}]}",
                "{\"outputs\": [{\"name\": \"y\", \"parameters\": {\"classification\": 3}}]}",
                "{\"parameters\": {\"binary_data_output\": \"yes\"}}",
                "{\"inputs\": [{\"name\": \"x\", \"parameters\": {\"shared_memory_region\": \"r\"}}]}"
            })
    void shouldRefuseWhatIsNoRequest(String body) {
        assertThat(refusal(body).status()).isEqualTo(400);
        assertThat(refusal(body).message()).isNotEmpty();
    }

    @Test
    void shouldRefuseHostileJson() {
        var deep = "[".repeat(100_000);
        var many = "9".repeat(100_000);

        assertThat(refusal("{\"parameters\": {\"x\": " + deep).message())
                .contains("no JSON of a request")
                .contains("depth");
        assertThat(refusal("{\"x\": " + "{\"y\": ".repeat(100_000)).message()).contains("depth");
        assertThat(refusal(oneInput(deep, "[1]", "FP32")).message()).isNotEmpty();
        assertThat(refusal(oneInput("[" + many + "]", "[1]", "INT64")).message())
                .contains("no JSON of a request");
        assertThat(refusal(oneInput("[1]", "[" + many + "]", "INT64")).message())
                .contains("no JSON of a request");
        assertThat(refusal(oneInput("[1]", "[" + "1,".repeat(99) + "1]", "INT64"))
                        .message())
                .contains("more than 32 axes");
        assertThat(refusal(oneInput("[1]", "[2000000000]", "INT64")).message()).contains("an array of 1");
    }

    @Test
    void shouldReadBinaryData() throws Refusal {
        var json = """
                {"inputs": [
                  {"name": "input0", "shape": [2, 2], "datatype": "UINT32", "parameters": {"binary_data_size": 16}},
                  {"name": "input1", "shape": [3], "datatype": "BOOL", "parameters": {"binary_data_size": 3}},
                  {"name": "plain", "shape": [1], "datatype": "FP32", "data": [0.5]},
                  {"name": "words", "shape": [2], "datatype": "BYTES", "parameters": {"binary_data_size": 11}}],
                 "outputs": [{"name": "output0", "parameters": {"binary_data": true}}],
                 "parameters": {"binary_data_output": true}}
                """;
        var body = new ByteArrayOutputStream();
        body.writeBytes(json.getBytes(UTF_8));
        body.writeBytes(new byte[] {1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, -1, -1, -1, -1});
        body.writeBytes(new byte[] {1, 0, 1});
        body.writeBytes(new byte[] {3, 0, 0, 0, 'a', (byte) 0xc3, (byte) 0xa9, 0, 0, 0, 0});

        var request = RequestReader.read(body.toByteArray(), OptionalInt.of(json.length()));

        assertThat(wholes(request.inputs().get(0).elements())).containsExactly(1, 2, 3, 4_294_967_295L);
        assertThat(wholes(request.inputs().get(1).elements())).containsExactly(1, 0, 1);
        assertThat(reals(request.inputs().get(2).elements())).containsExactly(0.5);
        assertThat(((Texts) request.inputs().get(3).elements()).values()).containsExactly("aé", "");
        assertThat(request.binary()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FP32  | [1] | 4 | 3  | a binary_data_size of 4, but 3 bytes follow",
                "FP32  | [1] | 4 | 5  | 1 bytes follow that belong to no input",
                "FP32  | [2] | 4 | 4  | has 4 bytes of binary data, but its shape and datatype ask for 8",
                "INT8  | [1] | 9223372036854775807 | 1 | a binary_data_size of 9223372036854775807",
                "BOOL  | [4] | 4 | 4  | element 0: a BOOL is a byte 0 or 1, found 2",
                "BYTES | [1] | 4 | 4  | expected four bytes of length and as many bytes as they say",
                "BYTES | [1] | 3 | 3  | expected four bytes of length",
                "BYTES | [2000000000] | 0 | 0 | has 0 strings, but its shape asks for 2000000000"
            })
    void shouldRefuseBinaryDataOfAnotherSize(String type, String shape, String size, int bytes, String message) {
        var json = "{\"inputs\": [{\"name\": \"x\", \"shape\": " + shape + ", \"datatype\": \"" + type
                + "\", \"parameters\": {\"binary_data_size\": " + size + "}}]}";
        var body = json + "\2".repeat(bytes);

        assertThat(refusal(body.getBytes(UTF_8), OptionalInt.of(json.length())).message())
                .contains(message);
    }

    @Test
    void shouldRefuseBinaryTextThatIsNoUtf8() {
        var json = "{\"inputs\": [{\"name\": \"x\", \"shape\": [1], \"datatype\": \"BYTES\","
                + " \"parameters\": {\"binary_data_size\": 5}}]}";
        var body = new ByteArrayOutputStream();
        body.writeBytes(json.getBytes(UTF_8));
        body.writeBytes(new byte[] {1, 0, 0, 0, (byte) 0xff});

        assertThat(refusal(body.toByteArray(), OptionalInt.of(json.length())).message())
                .contains("element 0 is no UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 1_000})
    void shouldRefuseALengthOfTheJsonThatIsNotItsOwn(int length) {
        assertThat(refusal("{\"inputs\": []}".getBytes(UTF_8), OptionalInt.of(length))
                        .status())
                .isEqualTo(400);
    }

    private static String oneInput(String data, String shape, String type) {
        return "{\"inputs\": [{\"name\": \"x\", \"shape\": " + shape + ", \"datatype\": \"" + type + "\", \"data\": "
                + data + "}]}";
    }

    private static InferRequest read(String body) throws Refusal {
        return RequestReader.read(body.getBytes(UTF_8), OptionalInt.empty());
    }

    private static Elements read(String data, String shape, String type) throws Refusal {
        return read(oneInput(data, shape, type)).inputs().get(0).elements();
    }

    private static Refusal refusal(String body) {
        return refusal(body.getBytes(UTF_8), OptionalInt.empty());
    }

    private static Refusal refusal(byte[] body, OptionalInt jsonLength) {
        return catchThrowableOfType(Refusal.class, () -> RequestReader.read(body, jsonLength));
    }

    private static long[] wholes(Elements elements) {
        return ((Wholes) elements).values();
    }

    private static double[] reals(Elements elements) {
        return ((Reals) elements).values();
    }
}
