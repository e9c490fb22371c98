package io.sluicegate.scorer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.catalogue.VectorForm.Element;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VectorJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @EnumSource(Element.class)
    void shouldReadWhatItWrote(Element element) throws JsonProcessingException {
        var form = new VectorForm(element, List.of(2, 2, 2));
        var type = ElementType.of(element);
        var json = MAPPER.readTree(
                switch (type.kind()) {
                    case FLOATING -> "[[[0.0,1.5],[-2.0,\"NaN\"]],[[\"Inf\",\"-Inf\"],[0.25,100.0]]]";
                    case BOOLEAN -> "[[[true,false],[true,true]],[[false,false],[true,false]]]";
                    default ->
                        "[[[0,1],[2,3]],[[" + type.smallest() + "," + type.largest() + "],[100,"
                                + (element == Element.UINT64 ? "18446744073709551615" : "7") + "]]]";
                });

        var bytes = VectorJson.bytes(form, json);

        assertThat(bytes.remaining()).isEqualTo(form.bytes());
        assertThat(VectorJson.nested(form, bytes).toString()).isEqualTo(json.toString());
    }

    @Test
    void shouldTakeBytesAsTheyAre() {
        var form = new VectorForm(Element.INT16, List.of(2));

        assertThat(VectorJson.bytes(form, MAPPER.getNodeFactory().binaryNode(new byte[] {1, 0, 0, 1})))
                .isEqualTo(ByteBuffer.wrap(new byte[] {1, 0, 0, 1}));
        assertThatThrownBy(() -> VectorJson.bytes(form, MAPPER.getNodeFactory().binaryNode(new byte[3])))
                .hasMessage("3 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UINT8   | [[1,2],[3,256]]   | 256",
                "UINT8   | [[1,2],[3,1.5]]   | 1.5",
                "UINT8   | [[1,2],[3,null]]  | null",
                "BOOL    | [[1,0],[true,2]]  | 2",
                "FLOAT32 | [[1,2],[3,1e39]]  | 1.0E39",
                "FLOAT32 | [[1,2],[3,\"x\"]] | \"x\"",
                "FLOAT32 | [[1,2],[3]]       | an array of 1 at depth 2",
                "FLOAT32 | [1,2]             | 1",
                "FLOAT32 | {}                | {}",
            })
    void shouldSayWhatItFoundInsteadOfAVector(Element element, String json, String found) {
        assertThatThrownBy(() -> VectorJson.bytes(new VectorForm(element, List.of(2, 2)), MAPPER.readTree(json)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(found);
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT32, 3, UINT8, true",
        "FLOAT32, 3.5, UINT8, false",
        "FLOAT32, NaN, INT64, false",
        "FLOAT32, NaN, FLOAT16, true",
        "FLOAT32, 65519, FLOAT16, true",
        "FLOAT32, 65520, FLOAT16, false",
        "FLOAT64, 1e39, FLOAT32, false",
        "FLOAT64, 1e39, BFLOAT16, false",
        "FLOAT64, 1e300, FLOAT64, true",
        "FLOAT64, 1, BOOL, true",
        "FLOAT64, 2, BOOL, false",
        "FLOAT64, -1, UINT64, false",
    })
    void shouldTellWhichNumbersFitAnInput(ElementType from, double value, ElementType into, boolean fits) {
        var bytes = ByteBuffer.allocate(2 * from.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        if (from == ElementType.FLOAT32) {
            bytes.putFloat(0).putFloat((float) value);
        } else {
            bytes.putDouble(0).putDouble(value);
        }

        assertThat(VectorElements.firstUnfit(bytes.flip(), from, into)).isEqualTo(fits ? -1 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "INT64, -1, UINT64, false",
        "UINT64, -1, INT64, false",
        "UINT64, -1, UINT64, true",
        "UINT64, -1, FLOAT32, true",
        "INT64, 127, INT8, true",
        "INT64, 128, INT8, false",
        "INT64, 4294967295, UINT32, true",
        "INT64, 65504, FLOAT16, true",
        "INT64, 65520, FLOAT16, false",
        "INT64, 9007199254740993, FLOAT32, true",
    })
    void shouldTellWhichWholeNumbersFitAnInput(ElementType from, long value, ElementType into, boolean fits) {
        var bytes = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0)
                .putLong(value);

        assertThat(VectorElements.firstUnfit(bytes.flip(), from, into)).isEqualTo(fits ? -1 : 1);
    }

    @Test
    void shouldNotTakeAnyByteForABoolean() {
        var bytes = ByteBuffer.wrap(new byte[] {0, 1, 2});

        assertThat(VectorElements.firstUnfit(bytes, ElementType.BOOL, ElementType.BOOL))
                .isEqualTo(2);
        assertThat(VectorElements.firstUnfit(bytes, ElementType.BOOL, ElementType.FLOAT32))
                .isEqualTo(2);
    }

    @Test
    void shouldReadUnsignedNumbers() {
        var bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(-1)
                .flip();

        assertThat(VectorElements.number(bytes, ElementType.UINT64, 0)).isEqualTo(18446744073709551615.0);
        assertThat(VectorElements.number(bytes, ElementType.UINT32, 1)).isEqualTo(4294967295.0);
        assertThat(VectorElements.whole(bytes, ElementType.UINT16, 3)).isEqualTo(65535);
        assertThat(VectorElements.whole(bytes, ElementType.UINT8, 7)).isEqualTo(255);
        assertThat(VectorElements.whole(bytes, ElementType.INT8, 7)).isEqualTo(-1);
    }
}
