package io.sluicegate.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void shouldGiveNoPortTwice() {
        assertThat(IntStream.range(0, 50).map(i -> Ports.free()).boxed()).doesNotHaveDuplicates();
    }

    @Test
    void shouldPassOverAPortThatIsTaken() throws Exception {
        int next = Ports.free() + 1;
        try (var taken = new ServerSocket(next, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
            assertThat(Ports.free()).isNotEqualTo(next);
        }
        assertThat(Ports.isFree(next)).isTrue();
    }
}
