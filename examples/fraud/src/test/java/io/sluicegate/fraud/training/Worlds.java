package io.sluicegate.fraud.training;

import io.sluicegate.fraud.TestPipeline;
import io.sluicegate.fraud.world.FraudWorld;
import io.sluicegate.fraud.world.GeneratedEvent;
import io.sluicegate.fraud.world.WorldSettings;
import io.sluicegate.pipeline.config.FeatureSet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A world whose features are computed as it goes along: first the history, then one window after the other. */
final class Worlds {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int WARM_UP = 5_000;

    final FeatureSet featureSet;
    private final FraudWorld world;
    private final OfflineRows rows;
    private Instant newest = START;

    Worlds(long seed) {
        var config = TestPipeline.config(Path.of("unused"));
        featureSet = config.features();
        world = new FraudWorld(WorldSettings.of(seed, START, 960));
        rows = new OfflineRows(config, START.plusSeconds(100_000_000));
        next(WARM_UP);
    }

    /** Rows of the next events, with windows that are warm. */
    TrainingTable next(int events) {
        List<GeneratedEvent> generated = world.take(events);
        newest = generated.get(events - 1).event().getOccurredAt();
        return rows.table(generated);
    }

    void drift() {
        world.driftAt(newest);
    }
}
