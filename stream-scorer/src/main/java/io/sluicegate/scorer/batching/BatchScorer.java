package io.sluicegate.scorer.batching;

import io.micrometer.core.instrument.Counter;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.runtime.registry.Schemas;
import io.sluicegate.scorer.definitions.DefinitionRule;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.domain.Router;
import io.sluicegate.scorer.execution.Execution;
import io.sluicegate.scorer.features.FeatureReader;
import io.sluicegate.scorer.predictions.Answer;
import io.sluicegate.scorer.predictions.PredictionSchemas;
import io.sluicegate.scorer.predictions.Predictions;
import io.sluicegate.scorer.versions.LoadedVersion;
import io.sluicegate.scorer.versions.Serving;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A scorer of batches: decodes and routes records, and runs each version on its rows. Belongs to one thread. */
public final class BatchScorer {
    private final String topic;
    private final FeatureReader reader;
    private final int cap;
    private final PipelineMetrics metrics;
    private final InstantSource clock;
    private final DefinitionRule definitions;
    private final Map<LoadedVersion, VersionRunner> runners = new HashMap<>();
    private Optional<PredictionSchemas> schemas = Optional.empty();
    private Optional<ShadowBatch> pending = Optional.empty();
    private @Nullable ScoringPlan last;

    public BatchScorer(
            String topic,
            Schemas registry,
            int cap,
            PipelineMetrics metrics,
            InstantSource clock,
            DefinitionRule definitions) {
        this.topic = topic;
        this.reader = new FeatureReader(registry);
        this.cap = cap;
        this.metrics = metrics;
        this.clock = clock;
        this.definitions = definitions;
    }

    /** Sets the schemas that predictions are written under; called before the first batch. */
    public void writeUnder(PredictionSchemas ids) {
        schemas = Optional.of(ids);
    }

    /** Scores a batch under the serving deployment, whose deciding versions stay open meanwhile. */
    public List<Optional<Answer>> score(List<RawRecord> batch, Serving serving) {
        var under = last;
        if (under == null || under.serving() != serving) {
            scoreShadows(true);
            runners.entrySet()
                    .removeIf(it -> !serving.holds(it.getKey()) || it.getValue().rows() < rows(serving));
            under = plan(serving);
            last = under;
        }
        if (pending.isEmpty() && !under.shadows().isEmpty()) {
            pending = Optional.of(new ShadowBatch(under, this));
        }
        return new ScoringBatch(batch, under, this, pending).answers();
    }

    /** The most rows in a batch under a serving deployment. */
    private int rows(Serving serving) {
        return Math.min(cap, serving.batch());
    }

    private ScoringPlan plan(Serving serving) {
        var deployment = serving.deployment().orElseThrow();
        var ids = schemas.orElseThrow();
        Function<Arm, Execution> executions = arm -> serving.find(arm.version())
                .map(version -> version.model().execution())
                .orElse(Execution.CPU);
        return new ScoringPlan(
                serving,
                Router.of(deployment),
                new Predictions(topic, ids.decided(), deployment, executions),
                ShadowArm.of(deployment, System.nanoTime()),
                new Predictions(topic, ids.shadow(), deployment, executions));
    }

    /**
     * Lets the shadows score the last batch, once the awaited answer is on its way.
     *
     * @param busy whether shadows are skipped for lack of time
     */
    public void scoreShadows(boolean busy) {
        var last = pending;
        pending = Optional.empty();
        last.ifPresent(batch -> batch.score(busy));
    }

    /** The counter of rows that a shadow leaves out. */
    Counter leftOut(String version, String reason) {
        return metrics.counter(Metric.SCORER_SHADOW_LEFT_OUT, version, reason);
    }

    VersionRunner runner(LoadedVersion version) {
        var rows = rows(Objects.requireNonNull(last).serving());
        return runners.computeIfAbsent(
                version,
                any -> new VersionRunner(
                        any, rows, new VersionMetrics(metrics, any.deployed().getVersion()), definitions));
    }

    FeatureReader reader() {
        return reader;
    }

    InstantSource clock() {
        return clock;
    }
}
