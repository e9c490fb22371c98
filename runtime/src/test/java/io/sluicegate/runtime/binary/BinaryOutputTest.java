package io.sluicegate.runtime.binary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinaryOutputTest {
    private static final long[] NUMBERS = {0, -1, 63, 64, 1L << 35, Long.MAX_VALUE, Long.MIN_VALUE};

    @Test
    void shouldWriteManyNumbersAsOneAfterTheOther() throws IOException {
        var out = BinaryOutput.begin();
        for (int i = 0; i < 1000; i++) {
            out.writeLongs(NUMBERS.length, number -> NUMBERS[number]);
        }
        var in = new BinaryInput();
        in.begin(out.toByteArray(), 0);

        for (int i = 0; i < 1000; i++) {
            for (var number : NUMBERS) {
                assertThat(in.readLong()).isEqualTo(number);
            }
        }
        assertThat(in.isEnd()).isTrue();
    }

    @Test
    void shouldWriteTextsOfAnyLettersAndLength() throws IOException {
        var texts = List.of(
                "",
                "ascii",
                "x".repeat(700),
                "Käse",
                "é".repeat(700),
                "a".repeat(600) + "\uD83D\uDC69",
                "\u007F\u0080");
        var out = BinaryOutput.begin();
        texts.forEach(out::writeString);
        texts.forEach(text -> out.writeText(text.getBytes(UTF_8)));
        var in = new BinaryInput();
        in.begin(out.toByteArray(), 0);

        for (var text : texts) {
            assertThat(in.readString()).isEqualTo(text);
        }
        for (var text : texts) {
            assertThat(in.readString()).isEqualTo(text);
        }
        assertThat(in.isEnd()).isTrue();
    }

    @Test
    void shouldWriteTheRestOfABufferAndLeaveIt() throws IOException {
        for (var buffer : List.of(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), direct(1, 2, 3, 4))) {
            buffer.position(1).limit(3);
            var out = BinaryOutput.begin();
            out.writeBytes(buffer);
            var in = new BinaryInput();
            in.begin(out.toByteArray(), 0);

            assertThat(in.readBytes()).containsExactly(2, 3);
            assertThat(buffer.remaining()).isEqualTo(2);
        }
    }

    private static ByteBuffer direct(int... bytes) {
        var buffer = ByteBuffer.allocateDirect(bytes.length);
        for (var one : bytes) {
            buffer.put((byte) one);
        }
        return buffer.flip();
    }

    @Test
    void shouldMendATextThatIsMalformed() throws IOException {
        var out = BinaryOutput.begin();
        out.writeText(new byte[] {'a', (byte) 0xFF, 'b'});

        assertThat(out.toByteArray()).endsWith("a\uFFFDb".getBytes(UTF_8));
    }
}
