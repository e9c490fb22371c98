package io.sluicegate.bench.local;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.kafka.KafkaUnreachable;
import java.nio.file.Path;
import java.time.Duration;

/** Creates a pipeline's topics on brokers that are just starting. */
public final class FirstTopics {
    private FirstTopics() {}

    /**
     * Waits for the brokers, and creates the topics.
     *
     * @param logs where to look if they don't start in time
     */
    public static void create(PipelineConfig config, Clients clients, Duration patience, Path logs)
            throws InterruptedException {
        Await.until("the start of the broker (see " + logs + ")", patience, () -> created(config, clients));
    }

    private static boolean created(PipelineConfig config, Clients clients) {
        try {
            var unused = PipelineTopics.apply(config, clients);
            return true;
        } catch (KafkaUnreachable e) {
            return false;
        }
    }
}
