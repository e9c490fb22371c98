package io.sluicegate.scorer.replay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.bundle.Bundle;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.PublishedFeatureSet;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.runtime.registry.Schemas;
import io.sluicegate.scorer.batching.BatchScorer;
import io.sluicegate.scorer.definitions.DefinitionRule;
import io.sluicegate.scorer.definitions.FeatureSets;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.execution.Engine;
import io.sluicegate.scorer.onnx.BadModelException;
import io.sluicegate.scorer.onnx.BatchCheck;
import io.sluicegate.scorer.onnx.EngineChoice;
import io.sluicegate.scorer.onnx.ModelLoader;
import io.sluicegate.scorer.onnx.NoProviderException;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.ScoringException;
import io.sluicegate.scorer.predictions.Answer;
import io.sluicegate.scorer.predictions.PredictionSchemas;
import io.sluicegate.scorer.versions.LoadedVersion;
import io.sluicegate.scorer.versions.Serving;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Computes a version's predictions again from their features records, by the code that serves the version. The version decides alone
 * here, so the fields about its share and revision are not those of the original. Belongs to one thread.
 */
public final class Replay implements AutoCloseable {
    private static final int ROWS_COMPARED = 7;
    private static final Instant NEVER = Instant.EPOCH;

    private final LoadedVersion version;
    private final Serving serving;
    private final BatchScorer scorer;
    private final int batch;

    private Replay(LoadedVersion version, Serving serving, BatchScorer scorer, int batch) {
        this.version = version;
        this.serving = serving;
        this.scorer = scorer;
        this.batch = batch;
    }

    /**
     * Loads the bundle's model as the pipeline's scorer does. Tests no golden vectors: the version has decided before.
     *
     * @param sets the published feature sets that rows may have been computed by
     * @param engine the engine of the prediction, by which it is computed again if the model has a compiled form here, too
     * @throws BadModelException if the model can't be loaded
     * @throws NoProviderException if none of the pipeline's execution providers runs the model here
     * @throws ScoringException if the model fails on its own golden vectors
     */
    public static Replay open(
            Bundle bundle, PipelineConfig config, Schemas registry, Collection<PublishedFeatureSet> sets, Engine engine)
            throws BadModelException, NoProviderException, ScoringException {
        var settings = config.model();
        var model = new ModelLoader(settings.execution(), settings.batch())
                .load(bundle.model(), bundle.manifest(), bundle.golden());
        try {
            var unused = BatchCheck.run(model, bundle.golden(), Math.min(model.batch(), ROWS_COMPARED));
            if (engine == Engine.COMPILED_TREES) {
                var unusedForm = EngineChoice.compile(model, bundle.model());
            }
            return of(bundle, model, config, registry, sets);
        } catch (ScoringException | RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    private static Replay of(
            Bundle bundle,
            OnnxModel model,
            PipelineConfig config,
            Schemas registry,
            Collection<PublishedFeatureSet> sets) {
        var deployed =
                new DeployedVersion(bundle.manifest().version(), bundle.folder().toString(), bundle.digest());
        var version = new LoadedVersion(deployed, model);
        var known = new FeatureSets(config.features(), Duration.ZERO);
        sets.forEach(known::accept);
        var scorer = new BatchScorer(
                Topics.of(config.pipeline()).features(),
                registry,
                model.batch(),
                new PipelineMetrics(new SimpleMeterRegistry(), config.pipeline()),
                InstantSource.fixed(NEVER),
                new DefinitionRule(known, config.model().definitions()));
        scorer.writeUnder(new PredictionSchemas(0, 0)); // the header is skipped when the prediction is read
        var serving = Serving.alone(alone(config, deployed), version);
        return new Replay(version, serving, scorer, model.isOneByOne() ? 1 : model.batch());
    }

    private static DeploymentView alone(PipelineConfig config, DeployedVersion version) {
        return DeploymentView.of(Deployment.newBuilder()
                .setPipeline(config.pipeline())
                .setRevision(1)
                .setModel(config.model().name())
                .setSalt("")
                .setArms(Arms.alone(version, new Tenure(1, NEVER)))
                .setWarm(List.of())
                .setCommandId("")
                .setCorrelationId("")
                .setChange("replay")
                .setAt(NEVER)
                .build());
    }

    /** What runs the model here. */
    public String provider() {
        return version.model().execution().actual().runtimeName();
    }

    /** The engine that computes the answers here. */
    public Engine engine() {
        return version.model().execution().engine();
    }

    /** The most rows that one call of the model may have. */
    public int batch() {
        return batch;
    }

    /**
     * The predictions for a features record, one for each of its copies in one batch, since a model's floating-point sums may depend on
     * the number of rows in a call and on a row's place among them. Empty if the record can't be read, or if the model fails on the batch.
     */
    public List<Prediction> score(RawRecord record, int copies) {
        return scorer.score(Collections.nCopies(copies, record), serving).stream()
                .flatMap(Optional::stream)
                .flatMap(answer -> bytes(answer).stream())
                .map(WrittenBytes::read)
                .toList();
    }

    private static Optional<byte[]> bytes(Answer answer) {
        if (answer instanceof Answer.Scored scored) {
            return Optional.of(scored.prediction().bytes);
        }
        return answer instanceof Answer.Rejected rejected ? Optional.of(rejected.prediction().bytes) : Optional.empty();
    }

    @Override
    public void close() {
        version.release();
    }
}
