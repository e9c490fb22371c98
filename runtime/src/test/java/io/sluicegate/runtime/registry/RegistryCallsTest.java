package io.sluicegate.runtime.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryCallsTest {
    private final Set<Thread> probers = ConcurrentHashMap.newKeySet();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final RegistryCalls calls = new RegistryCalls("http://registry:1", Duration.ZERO, this::probe);

    /** Hangs until it may answer. */
    private String probe() throws InterruptedException {
        probers.add(Thread.currentThread());
        answer.await();
        return "subjects";
    }

    @AfterEach
    void close() {
        answer.countDown();
        calls.close();
    }

    /** Whoever asks for readiness or metrics must not wait for a registry that hangs. */
    @Test
    void shouldProbeInTheBackgroundAndTellWhatItKnowsMeanwhile() {
        loseTheRegistry();

        await().until(() -> !probers.isEmpty() && calls.trouble().isPresent());
        assertThat(probers).doesNotContain(Thread.currentThread());

        answer.countDown();
        await().until(() -> calls.trouble().isEmpty());
    }

    @Test
    void shouldAskNobodyWhileTheRegistryAnswers() {
        assertThat(calls.<String>ask(() -> "schema")).isEqualTo("schema");

        assertThat(calls.trouble()).isEmpty();
        assertThat(probers).isEmpty();
    }

    private void loseTheRegistry() {
        assertThatThrownBy(() -> calls.ask(() -> {
                    throw new IOException("refused");
                }))
                .isInstanceOf(RegistryUnavailable.class);
    }
}
