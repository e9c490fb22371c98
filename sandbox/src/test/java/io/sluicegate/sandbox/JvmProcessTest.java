package io.sluicegate.sandbox;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JvmProcessTest {
    private static final String ENDLESS = "1000";

    @Test
    void shouldNotMindAProcessThatHasEnded() throws Exception {
        var ended = new ProcessBuilder("sleep", "0").start();
        ended.waitFor();

        assertThatCode(() -> JvmProcess.signal("TERM", ended.toHandle(), "ended"))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldSayWhichProcessASignalDidNotReach() throws Exception {
        var running = new ProcessBuilder("sleep", ENDLESS).start();
        try {
            assertThatThrownBy(() -> JvmProcess.signal("NONE", running.toHandle(), "running"))
                    .hasMessage("signal NONE did not reach running");
        } finally {
            running.destroyForcibly();
        }
    }
}
