package io.sluicegate.bench.peers.ahead;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTest {
    private static float[] read(String text, int count) {
        var numbers = FloatBuffer.allocate(count);
        new Numbers((text + "\"").getBytes(US_ASCII), 0).readTo(numbers);
        return numbers.array();
    }

    @Test
    void shouldReadWhatJavaWrites() {
        assertThat(read("0.0,1.0,-0.5,1.4E-45,3.4028235E38,9.765625E-4,", 6))
                .containsExactly(0.0f, 1.0f, -0.5f, 1.4E-45f, 3.4028235E38f, 9.765625E-4f);
    }

    @Test
    void shouldReadRandomNumbersExactly() {
        var random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            float number = random.nextFloat();
            assertThat(read(number + ",", 1)).containsExactly(number);
        }
    }
}
