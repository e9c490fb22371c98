package io.sluicegate.runtime;

import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import io.sluicegate.pipeline.config.ServiceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Settings that tests begin with. */
public final class TestSettings {
    private TestSettings() {}

    public static KafkaSettings kafka(String bootstrap, String registry) {
        return new KafkaSettings(
                bootstrap,
                registry,
                Guarantee.EXACTLY_ONCE,
                Latency.LOW,
                (short) 1,
                Map.of("default.api.timeout.ms", "5000", "request.timeout.ms", "4000"));
    }

    public static ServiceSettings service(Path data) {
        return new ServiceSettings("instance-1", data, "127.0.0.1", 0, 1, Duration.ofSeconds(10));
    }
}
