package io.sluicegate.scorer.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluicegate.platform.kafka.Schemas;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.versions.LoadedVersion;
import io.sluicegate.scorer.versions.Serving;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scores batches under what serves now: decodes, routes, and runs each version on its rows. Belongs to one thread. */
final class Scoring {
    private final String topic;
    private final FeatureReader reader;
    private final int cap;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<LoadedVersion, VersionRunner> runners = new HashMap<>();

    Scoring(String topic, Schemas schemas, int cap, MeterRegistry meters, InstantSource clock) {
        this.topic = topic;
        this.reader = new FeatureReader(schemas);
        this.cap = cap;
        this.meters = meters;
        this.clock = clock;
    }

    /** Scores under what serves; the versions that decide stay open meanwhile. */
    List<Optional<Answer>> score(List<RawRecord> batch, Serving serving) {
        return new ScoringBatch(batch, serving, this).answers();
    }

    /** Drops the runners of versions that no longer serve. */
    void keepOnly(Serving serving) {
        runners.keySet().removeIf(version -> !serving.holds(version));
    }

    VersionRunner runner(LoadedVersion version) {
        return runners.computeIfAbsent(
                version,
                any -> new VersionRunner(
                        any, cap, new VersionMeters(meters, any.deployed().getVersion())));
    }

    FeatureReader reader() {
        return reader;
    }

    String topic() {
        return topic;
    }

    InstantSource clock() {
        return clock;
    }
}
