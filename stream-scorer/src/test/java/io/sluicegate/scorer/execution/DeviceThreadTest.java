package io.sluicegate.scorer.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.onnxruntime.OrtException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviceThreadTest {
    private final DeviceThread device = DeviceThread.of("of a test");

    @Test
    void shouldRunEachCallOnOneThread() {
        var names = new ConcurrentSkipListSet<String>();

        IntStream.range(0, 100).parallel().forEach(i -> {
            try {
                assertThat(device.<Integer>call(() -> {
                            names.add(Thread.currentThread().getName());
                            return i;
                        }))
                        .isEqualTo(i);
            } catch (OrtException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(names).containsExactly("sluicegate-device-of a test");
        assertThat(DeviceThread.of("of a test")).isSameAs(device);
        assertThat(DeviceThread.of("another")).isNotSameAs(device);
    }

    @Test
    void shouldThrowWhatTheCallThrows() {
        assertThatThrownBy(() -> device.call(() -> {
                    throw new OrtException("native");
                }))
                .isInstanceOf(OrtException.class)
                .hasMessage("native");
        assertThatThrownBy(() -> device.call(() -> {
                    throw new IllegalStateException("ours");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ours");
        assertThatThrownBy(() -> device.call(() -> {
                    throw new UnsatisfiedLinkError("library");
                }))
                .isInstanceOf(UnsatisfiedLinkError.class);
    }

    @Test
    void shouldWaitForTheCallsEndThoughInterrupted() throws Exception {
        var go = new CompletableFuture<Integer>();
        var ended = new AtomicBoolean();
        var caller = new Thread(() -> {
            try {
                var unused = device.call(go::join);
                ended.set(Thread.currentThread().isInterrupted());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        caller.start();
        await().until(() -> caller.getState() == Thread.State.WAITING);

        caller.interrupt();
        await().until(() -> caller.getState() == Thread.State.WAITING && !caller.isInterrupted());
        assertThat(ended).isFalse();
        go.complete(0);

        caller.join();
        assertThat(ended).as("ended, and still interrupted").isTrue();
    }
}
