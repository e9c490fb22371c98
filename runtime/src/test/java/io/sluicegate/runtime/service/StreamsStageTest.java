package io.sluicegate.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.kafka.Clients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsStageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void shouldCloseWhileItWaitsForItsTopologyAndNotStartAfterwards() throws Exception {
        var asked = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        var stage = stage(() -> {
            asked.countDown();
            await(answered);
            return new Topology();
        });

        var start = CompletableFuture.runAsync(stage::start, StreamsStageTest::inItsOwnThread);
        await(asked);

        assertThat(CompletableFuture.runAsync(stage::close, StreamsStageTest::inItsOwnThread))
                .succeedsWithin(PATIENCE);
        answered.countDown();
        assertThat(start).succeedsWithin(PATIENCE);
        assertThat(stage.streams()).isEmpty();
    }

    private StreamsStage stage(Supplier<Topology> topology) throws IOException {
        var config =
                PipelineConfigReader.read(Files.writeString(folder.resolve("p.yaml"), """
                        pipeline: waiting
                        kafka: {bootstrap: "127.0.0.1:1", registry: mock://waiting}
                        service: {instance: i1, data: %s, drain: 1s}
                        events: {entity: e, time: t}
                        features:
                          - {name: f, type: double, field: f}
                        model: {name: m}
                        """.formatted(folder)), Map.of());
        var context =
                new StageContext(config, new SimpleMeterRegistry(), new Clients(config.kafka(), config.service()));
        return new StreamsStage(context, StreamsDefinition.of("waiter", "waiting-waiter", topology));
    }

    /** Instead of the common pool, which has one thread on a small machine: both block. */
    private static void inItsOwnThread(Runnable task) {
        new Thread(task).start();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
