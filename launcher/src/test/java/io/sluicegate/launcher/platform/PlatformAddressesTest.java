package io.sluicegate.launcher.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlatformAddressesTest {
    private final PlatformAddresses addresses =
            PlatformAddresses.of(Path.of("/home/ann's data"), new LocalPorts(19092, 18081, 18080));

    @Test
    void shouldBeWhatAShellEvaluates() throws Exception {
        var shell = new ProcessBuilder(List.of(
                        "sh",
                        "-c",
                        "eval \"$1\"; printf '%s\\n' \"$SLUICEGATE_BOOTSTRAP\" \"$SLUICEGATE_REGISTRY\" \"$SLUICEGATE_MODELS\" \"$SLUICEGATE_PORT\"",
                        "sh",
                        addresses.exports()))
                .start();

        assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8).lines())
                .containsExactly(
                        "localhost:19092",
                        "http://127.0.0.1:18081/apis/ccompat/v7",
                        "/home/ann's data/models",
                        "18080");
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void shouldWinOverAddressesOfAnEarlierPlatform() {
        assertThat(addresses.over(Map.of("SLUICEGATE_BOOTSTRAP", "localhost:1", "HOME", "/home/ann")))
                .containsEntry("SLUICEGATE_BOOTSTRAP", "localhost:19092")
                .containsEntry("HOME", "/home/ann");
    }
}
