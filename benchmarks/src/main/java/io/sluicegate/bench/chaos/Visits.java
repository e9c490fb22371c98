package io.sluicegate.bench.chaos;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The pipeline under test: visits to a shop, with windows that pass in seconds. Its features drift from the start and its labels are
 * random, so that there is always something to decide.
 */
final class Visits {
    static final String PIPELINE = "visits";
    static final String MODEL = "visits-model";
    static final int PARTITIONS = 4;
    static final Duration WINDOW = Duration.ofMinutes(2);
    static final Duration GRACE = Duration.ofSeconds(30);
    static final String ID = "visitId";
    static final String SHOPPER = "shopper";
    static final String TIME = "at";
    static final String AMOUNT = "amount";
    static final String CHANNEL = "channel";
    static final String DEVICE = "device";

    /** The numbers that the model's versions score by. */
    static final List<String> NUMBERS = List.of("amount", "count_5m", "spend_5m", "online");

    /**
     * A frozen or restarted instance must not close a window early: only events do. The cooldown is no shorter than the four windows that
     * the retraining trigger remembers: where features lag behind labels, a shorter one would let the same evidence count again. Versions
     * may take long to load, because every instance probes them at once, beside all other processes.
     */
    private static final String FILE = """
            pipeline: visits
            partitions: 4
            kafka:
              bootstrap: ${SLUICEGATE_BOOTSTRAP}
              registry: ${SLUICEGATE_REGISTRY}
              schema-patience: 20s
              guarantee: ${SLUICEGATE_GUARANTEE}
              latency: ${SLUICEGATE_LATENCY}
              properties:
                main.consumer.session.timeout.ms: ${SLUICEGATE_SESSION_TIMEOUT}
                main.consumer.heartbeat.interval.ms: 1000
            service:
              instance: ${SLUICEGATE_INSTANCE:-chaos}
              data: ${SLUICEGATE_DATA}
              host: 127.0.0.1
              port: 0
            events:
              entity: shopper
              id: visitId
              time: at
              lateness: 1m
              future: 30s
            features:
              - {name: amount, type: double, field: amount, required: true}
              - {name: channel, type: string, field: channel}
              - {name: online, type: boolean, cel: event.channel == 'online'}
              - {name: on_phone, type: boolean, cel: event.device == 'PHONE'}
              - {name: count_5m, type: long, aggregate: count, window: 5m}
              - {name: spend_5m, type: double, aggregate: sum, of: amount, window: 5m}
              - {name: mean_20m, type: double, aggregate: mean, of: amount, window: 20m}
              - {name: max_20m, type: double, aggregate: max, of: amount, window: 20m, where: event.channel == 'online'}
              - {name: amount_to_mean, type: double, cel: feature.amount / (feature.mean_20m + 1.0)}
            model:
              name: visits-model
              store: ${SLUICEGATE_MODELS}
              prepare-timeout: 2m
              load-timeout: 1m
            drift:
              window: 2m
              grace: 30s
              idle: 10m
              minimum-rows: 50
              label-horizon: 1d
              minimum-labels: 10
            policies:
              retrain:
                - {name: feature-drift, scope: feature, subjects: 2, persistence: 1 of 2, cooldown: 8m}
              rollback:
                - {name: accuracy, when: {statistic: accuracy, below: 0.5}, persistence: 1 of 1}
            """;

    private Visits() {}

    /** Writes the pipeline's file. */
    static Path write(Path folder) throws IOException {
        return Files.writeString(Files.createDirectories(folder).resolve("visits.yaml"), FILE);
    }

    /** The values of the file's places for this run. */
    static Map<String, String> environment(ChaosSettings settings, String bootstrap, String registry) {
        return Map.of(
                "SLUICEGATE_BOOTSTRAP",
                bootstrap,
                "SLUICEGATE_REGISTRY",
                registry,
                "SLUICEGATE_GUARANTEE",
                ChaosCommand.written(settings.guarantee()),
                "SLUICEGATE_LATENCY",
                ChaosCommand.written(settings.latency()),
                "SLUICEGATE_SESSION_TIMEOUT",
                Long.toString(ChaosSettings.SESSION_TIMEOUT.toMillis()),
                "SLUICEGATE_MODELS",
                settings.data().resolve("models").toString(),
                "SLUICEGATE_DATA",
                settings.data().resolve("state").toString());
    }

    /** End of the drift window that the time lies in. */
    static Instant windowEnd(Instant time) {
        var length = WINDOW.toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(time.toEpochMilli(), length) + 1) * length);
    }

    static PipelineConfig config(Path file, Map<String, String> environment) {
        return PipelineConfigReader.read(file, environment);
    }
}
