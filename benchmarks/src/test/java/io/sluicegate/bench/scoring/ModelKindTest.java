package io.sluicegate.bench.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened.Whole;
import io.sluicegate.enricher.domain.FeatureVector;
import io.sluicegate.scorer.onnx.OnnxModel;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelKindTest {
    @TempDir
    private Path store;

    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void shouldScoreEachRowByItsFeatures(ModelKind kind) throws OrtException {
        var model = new NaiveModel(kind.onnx(), kind.inputs());
        var random = new Random(3);

        var first = score(model, kind, BenchFeatures.random(kind.features(), random, 0));
        var second = score(model, kind, BenchFeatures.random(kind.features(), random, 0));

        assertThat(first).isBetween(0.0, 1.0).isNotEqualTo(second);
    }

    private static double score(NaiveModel model, ModelKind kind, FeatureVector row) {
        var names = BenchFeatures.names(kind.features());
        return model.score(name -> row.values().get(names.indexOf(name)));
    }

    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void shouldMakeABundleThatTheScorerLoads(ModelKind kind) throws Exception {
        var version = BenchModel.publish(store, kind);

        var bundle = ((Whole) BundleStore.open(version.getLocation(), version.getBundleDigest())).bundle();

        try (var model = OnnxModel.load(bundle.model(), bundle.manifest())) {
            assertThat(model.manifest().inputFeatures())
                    .hasSize(kind.features().features().size());
        }
    }
}
