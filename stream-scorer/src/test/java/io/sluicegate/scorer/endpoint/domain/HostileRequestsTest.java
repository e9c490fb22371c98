package io.sluicegate.scorer.endpoint.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.scorer.tensors.Tensor;
import io.sluicegate.testing.Draw;
import io.sluicegate.testing.Law;
import io.sluicegate.testing.RunLength;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, a request is read, or refused with 400 and a reason; nothing else happens. */
class HostileRequestsTest {
    private static final String JSON = """
            {"id": "1", "parameters": {"binary_data_output": true}, "inputs": [
              {"data": [[1, 2.5e0], ["NaN", -3]], "name": "a", "shape": [2, 2], "datatype": "FP32"},
              {"name": "b", "shape": [3], "datatype": "UINT64", "data": [0, 18446744073709551615, 1]},
              {"name": "c", "shape": [2], "datatype": "BYTES", "parameters": {"binary_data_size": 11}},
              {"name": "d", "shape": [3], "datatype": "BOOL", "parameters": {"binary_data_size": 3}}],
             "outputs": [{"name": "y", "parameters": {"binary_data": false}}]}
            """;
    private static final String[] PIECES = {
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "\"",
        "-",
        "9",
        "e9",
        "null",
        "true",
        "NaN",
        "1e-99999999",
        "\\ud800",
        "\"shape\":",
        "\"data\":",
        "\"binary_data_size\":",
        "[2, 2]",
        "4294967296",
        "BYTES",
        "FP16",
        "INT8"
    };

    @Test
    void shouldReadOrRefuseWhateverComes() {
        Law.holds(RunLength.choose(2_000, 100_000), draw -> {
            var length = JSON.length() + (draw.between(0, 9) == 0 ? draw.between(-20, 20) : 0);
            var body = changed(draw, valid());
            try {
                var request = RequestReader.read(body, OptionalInt.of(length));

                assertThat(request.inputs()).allSatisfy(HostileRequestsTest::isWhole);
            } catch (Refusal e) {
                assertThat(e.status()).isEqualTo(400);
                assertThat(e.message()).isNotBlank();
            }
        });
    }

    /** The request that is changed is a good one. */
    @Test
    void shouldReadTheUnchangedRequest() throws Refusal {
        assertThat(RequestReader.read(valid(), OptionalInt.of(JSON.length())).inputs())
                .hasSize(4);
    }

    private static void isWhole(Tensor tensor) {
        assertThat((long) tensor.elements().count())
                .isEqualTo(Arrays.stream(tensor.shape()).reduce(1, (a, b) -> a * b));
    }

    private static byte[] valid() {
        var body = new ByteArrayOutputStream();
        body.writeBytes(JSON.getBytes(UTF_8));
        body.writeBytes(new byte[] {3, 0, 0, 0, 'a', 'b', 'c', 0, 0, 0, 0, 1, 0, 1});
        return body.toByteArray();
    }

    /** A few bytes are other ones, some text is another piece, and the end may be missing. */
    private static byte[] changed(Draw draw, byte[] body) {
        var changed = body.clone();
        for (var i = draw.between(1, 4); i > 0; i--) {
            var at = draw.between(0, changed.length - 1);
            if (draw.between(0, 1) == 0) {
                changed[at] = (byte) draw.between(-128, 127);
            } else {
                var piece = PIECES[draw.between(0, PIECES.length - 1)].getBytes(UTF_8);
                System.arraycopy(piece, 0, changed, at, Math.min(piece.length, changed.length - at));
            }
        }
        return draw.between(0, 9) == 0 ? Arrays.copyOf(changed, draw.between(0, changed.length)) : changed;
    }
}
