package io.sluicegate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    @Test
    void shouldHoldBackWhatIsFrozenAndPassItOnLater() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var proxy = TcpProxy.start(FreePort.find(), server.getLocalPort());
                var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
                var accepted = server.accept()) {
            client.getOutputStream().write(1);
            assertThat(accepted.getInputStream().read()).isEqualTo(1);

            proxy.freeze();
            client.getOutputStream().write(2);
            accepted.setSoTimeout(100);
            assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            proxy.thaw();
            accepted.setSoTimeout(10_000);
            assertThat(accepted.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void shouldCutConnectionsAndRefuseNewOnesUntilMended() throws Exception {
        try (var server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
                var proxy = TcpProxy.start(FreePort.find(), server.getLocalPort());
                var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
                var accepted = server.accept()) {
            proxy.cut();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), proxy.port()))
                    .isInstanceOf(IOException.class);

            proxy.mend();
            try (var again = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
                    var acceptedAgain = server.accept()) {
                acceptedAgain.getOutputStream().write(3);
                assertThat(again.getInputStream().read()).isEqualTo(3);
            }
        }
    }
}
