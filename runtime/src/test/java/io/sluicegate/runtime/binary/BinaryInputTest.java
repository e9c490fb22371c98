package io.sluicegate.runtime.binary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Against Avro's own encoder. */
class BinaryInputTest {
    private final BinaryInput in = new BinaryInput();

    private interface Writing {
        void to(Encoder encoder) throws IOException;
    }

    @Test
    void shouldReadWhatAvroWrites() throws IOException {
        var random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            double fraction = Double.longBitsToDouble(random.nextLong());
            begin(to -> {
                to.writeLong(number);
                to.writeInt((int) number);
                to.writeDouble(fraction);
                to.writeFloat((float) fraction);
                to.writeBoolean(number > 0);
                to.writeString("Grüße " + number);
            });

            assertThat(in.readLong()).isEqualTo(number);
            assertThat(in.readInt()).isEqualTo((int) number);
            assertThat(in.readDouble()).isEqualTo(fraction);
            assertThat(in.readFloat()).isEqualTo((float) fraction);
            assertThat(in.readBoolean()).isEqualTo(number > 0);
            assertThat(in.isEnd()).isFalse();
            assertThat(in.readString()).isEqualTo("Grüße " + number);
            assertThat(in.isEnd()).isTrue();
        }
    }

    @Test
    void shouldReadTheExtremes() throws IOException {
        begin(to -> {
            to.writeLong(Long.MIN_VALUE);
            to.writeLong(Long.MAX_VALUE);
            to.writeInt(Integer.MIN_VALUE);
            to.writeString("");
        });

        assertThat(in.readLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.readLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(in.readInt()).isEqualTo(Integer.MIN_VALUE);
        assertThat(in.readString()).isEmpty();
    }

    @Test
    void shouldGiveTheVeryTextThatIsKnown() throws IOException {
        var known = new String("known");
        begin(to -> {
            to.writeString("known");
            to.writeString("other");
        });

        assertThat(in.readString(known.getBytes(UTF_8), known)).isSameAs(known);
        assertThat(in.readString(known.getBytes(UTF_8), known)).isEqualTo("other");
    }

    @Test
    void shouldReadTheNumbersOfAnArrayAsTheyAre() throws IOException {
        begin(to -> {
            to.writeArrayStart();
            to.setItemCount(2);
            to.writeFloat(1.5f);
            to.writeFloat(-2);
            to.writeArrayEnd();
        });

        assertThat(in.readBlock(Float.BYTES)).isEqualTo(2);
        var numbers = in.readSlice(2 * Float.BYTES);
        assertThat(numbers.getFloat()).isEqualTo(1.5f);
        assertThat(numbers.getFloat()).isEqualTo(-2);
        assertThat(in.readBlock(Float.BYTES)).isZero();
        assertThat(in.isEnd()).isTrue();
    }

    @Test
    void shouldReadTheCountOfABlockThatNamesItsSize() throws IOException {
        begin(to -> {
            to.writeLong(-3);
            to.writeLong(3);
            to.writeLong(1);
            to.writeLong(2);
            to.writeLong(3);
        });

        assertThat(in.readBlock(1)).isEqualTo(3);
        assertThat(in.readLong()).isEqualTo(1);
    }

    @Test
    void shouldNotBelieveABlockThatClaimsMoreItemsThanThereAreBytes() throws IOException {
        for (long count : new long[] {3, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -3}) {
            begin(to -> {
                to.writeLong(count);
                to.writeLong(0);
                to.writeLong(0);
            });

            assertThatThrownBy(() -> in.readBlock(1)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void shouldPassOverAValueOfAnySchema() throws IOException {
        var texts = Schema.createArray(Schema.create(Schema.Type.STRING));
        for (var size : new int[] {0, 1, 100}) {
            begin(to -> {
                to.writeArrayStart();
                to.setItemCount(size);
                for (int i = 0; i < size; i++) {
                    to.startItem();
                    to.writeString("text " + i);
                }
                to.writeArrayEnd();
                to.writeBoolean(true);
            });

            in.skip(texts);

            assertThat(in.readBoolean()).isTrue();
            assertThat(in.isEnd()).isTrue();
        }
    }

    @Test
    void shouldNotReadBeyondTheEnd() {
        assertThatThrownBy(() -> of(0, 0, 0).readDouble())
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("8 more are expected after byte 0");
        assertThatThrownBy(() -> of(0, 0, 0).readFloat()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> of().readBoolean()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> of(0x80).readLong()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> of(6, 'a', 'b').readString()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> of(1).readString()).isInstanceOf(EOFException.class);
    }

    @Test
    void shouldSayWhatIsNoNumber() {
        assertThatThrownBy(() -> of(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1).readLong())
                .hasMessageContaining("a number has at most ten bytes");
        assertThatThrownBy(() -> of(-1, -1, -1, -1, -1, 1).readInt()).hasMessageContaining("is not an int");
    }

    private void begin(Writing writing) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(7);
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        writing.to(encoder);
        encoder.flush();
        in.begin(bytes.toByteArray(), 1);
    }

    private static BinaryInput of(int... bytes) {
        var source = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            source[i] = (byte) bytes[i];
        }
        var in = new BinaryInput();
        in.begin(source, 0);
        return in;
    }
}
