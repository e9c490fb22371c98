package io.sluicegate.scorer.stream;

import io.sluicegate.platform.kafka.Schemas;
import io.sluicegate.platform.metrics.PipelineMetrics;
import io.sluicegate.scorer.definitions.DefinitionRule;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.domain.Router;
import io.sluicegate.scorer.versions.LoadedVersion;
import io.sluicegate.scorer.versions.Serving;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Scores batches under what serves now: decodes, routes, and runs each version on its rows. Belongs to one thread. */
final class Scoring {
    private final String topic;
    private final FeatureReader reader;
    private final int cap;
    private final PipelineMetrics metrics;
    private final InstantSource clock;
    private final DefinitionRule definitions;
    private final Map<LoadedVersion, VersionRunner> runners = new HashMap<>();
    private OptionalInt predictionSchema = OptionalInt.empty();
    private @Nullable Rules last;

    Scoring(
            String topic,
            Schemas schemas,
            int cap,
            PipelineMetrics metrics,
            InstantSource clock,
            DefinitionRule definitions) {
        this.topic = topic;
        this.reader = new FeatureReader(schemas);
        this.cap = cap;
        this.metrics = metrics;
        this.clock = clock;
        this.definitions = definitions;
    }

    /** The id of the schema that predictions are written under; it comes before the first batch. */
    void writeUnder(int schemaId) {
        predictionSchema = OptionalInt.of(schemaId);
    }

    /** Scores under what serves; the versions that decide stay open meanwhile. */
    List<Optional<Answer>> score(List<RawRecord> batch, Serving serving) {
        var under = last;
        if (under == null || under.serving() != serving) {
            runners.keySet().removeIf(version -> !serving.holds(version));
            under = rules(serving);
            last = under;
        }
        return new ScoringBatch(batch, under, this).answers();
    }

    private Rules rules(Serving serving) {
        var deployment = serving.deployment().orElseThrow();
        var predictions = new Predictions(topic, predictionSchema.orElseThrow(), deployment);
        return new Rules(serving, Router.of(deployment), predictions);
    }

    VersionRunner runner(LoadedVersion version) {
        return runners.computeIfAbsent(
                version,
                any -> new VersionRunner(
                        any, cap, new VersionMetrics(metrics, any.deployed().getVersion()), definitions));
    }

    FeatureReader reader() {
        return reader;
    }

    InstantSource clock() {
        return clock;
    }
}
