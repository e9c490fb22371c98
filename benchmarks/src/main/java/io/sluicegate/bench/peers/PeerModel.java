package io.sluicegate.bench.peers;

import ai.onnxruntime.OrtException;
import io.sluicegate.bench.scoring.BenchModel;
import io.sluicegate.bench.scoring.FeaturesPool;
import io.sluicegate.bench.scoring.ModelKind;
import io.sluicegate.bench.scoring.NaiveModel;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.records.DeployedVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A model of the comparison.
 *
 * @param version its bundle, for Sluicegate's scorer
 * @param file its ONNX file, for the others
 * @param expected the scores of the pool's rows, one at a time
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PeerModel(ModelKind kind, DeployedVersion version, Path file, double[] expected) {

    static PeerModel publish(Path store, ModelKind kind) throws IOException, OrtException {
        var version = BenchModel.publish(store, kind);
        if (BundleStore.open(version.getLocation()) instanceof Opened.Whole whole) {
            return new PeerModel(kind, version, whole.bundle().model(), expected(kind));
        }
        throw new IllegalStateException("the bundle of " + kind + " isn't whole");
    }

    private static double[] expected(ModelKind kind) throws OrtException {
        var model = new NaiveModel(kind.onnx(), kind.inputs());
        var names =
                kind.features().features().stream().map(FeatureDefinition::name).toList();
        return FeaturesPool.rows(kind.features()).stream()
                .mapToDouble(row -> model.score(name -> row.values().get(names.indexOf(name))))
                .toArray();
    }

    /** The types of the features, a letter each. */
    String layout() {
        return kind.features().features().stream()
                .map(feature -> feature.type().name().substring(0, 1))
                .collect(Collectors.joining())
                .toLowerCase(Locale.ROOT);
    }

    /** The elements of a row. */
    int columns() {
        return kind.features().features().stream()
                .mapToInt(feature -> feature.vector().map(VectorForm::elements).orElse(1))
                .sum();
    }

    /** The tensor that the features fill. */
    String input() {
        return kind.inputs().get(0).name();
    }
}
