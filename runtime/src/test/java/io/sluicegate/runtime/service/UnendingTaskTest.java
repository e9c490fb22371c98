package io.sluicegate.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.testing.LogCapture;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnendingTaskTest {
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void shouldRunAgainWhateverItThrowsAndSayIt() {
        var worker = Executors.newSingleThreadScheduledExecutor();
        try (var log = LogCapture.of(UnendingTask.class)) {
            var unused =
                    worker.scheduleWithFixedDelay(new UnendingTask("look", this::fail), 0, 1, TimeUnit.MILLISECONDS);

            await().atMost(Duration.ofSeconds(10)).until(() -> runs.get() >= 3);
            assertThat(log.messages()).anyMatch(line -> line.startsWith("task failed") && line.contains("look"));
        } finally {
            worker.shutdownNow();
        }
    }

    private void fail() {
        runs.incrementAndGet();
        throw new OutOfMemoryError("of a test");
    }
}
