package io.sluicegate.bench.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final int MUCH = 64 << 20;

    @Test
    void shouldStillCountWhatAnEndedThreadHasAllocated() throws Exception {
        var sampler = new Sampler(new SimpleMeterRegistry());
        var allocated = new CompletableFuture<byte[]>();
        var end = new CompletableFuture<Void>();
        var thread = new Thread(() -> {
            allocated.complete(new byte[MUCH]);
            end.join();
        });
        thread.start();
        assertThat(allocated.join()).hasSize(MUCH);
        var before = sampler.allocated();

        end.complete(null);
        thread.join();

        assertThat(sampler.allocated()).isGreaterThanOrEqualTo(before);
    }
}
