package io.sluicegate.bench.chaos;

import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.BundleStore.Published;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Versions of one tiny model that give different scores: a logistic regression, each with a bias and a signature of its own. */
final class Versions {
    static final List<String> ALL = List.of("1", "2", "3");

    private static final double[] WEIGHTS = {0.01, 0.05, 0.001, 0.5};
    private static final int ROWS = 400;
    private static final int ONLINE = 3;

    /** The number of golden vectors, so high that a kill can hit the loading of a version. */
    private static final int GOLDEN_VECTORS = 4_000;

    private Versions() {}

    /** Publishes all versions. */
    static Map<String, Published> publish(PipelineConfig config) throws IOException {
        var store = new BundleStore(config.model().store());
        var published = new TreeMap<String, Published>();
        for (var version : ALL) {
            published.put(version, store.publish(draft(version, config.features())));
        }
        return published;
    }

    private static BundleDraft draft(String version, FeatureSet features) {
        var signature = signature(version);
        var bias = Integer.parseInt(version) - 3.0;
        var rows = rows();
        var profiler = new ReferenceProfiler(Visits.NUMBERS);
        rows.forEach(row -> profiler.add(row, score(row, bias)));
        return new BundleDraft(
                manifest(version, signature, features),
                signature.onnx(WEIGHTS, bias),
                profiler.profile(features.fingerprint()),
                new Golden(1e-4, golden(rows, bias)));
    }

    private static Signature signature(String version) {
        return switch (version) {
            case "1" -> Signature.MATRIX;
            case "2" -> Signature.COLUMNS;
            default -> Signature.FOURS;
        };
    }

    private static Manifest manifest(String version, Signature signature, FeatureSet features) {
        return new Manifest(
                Visits.MODEL,
                version,
                features.fingerprint(),
                Manifest.needed(features, signature.features()),
                signature.inputs(),
                signature.output(),
                Instant.EPOCH,
                "nothing");
    }

    /** The training rows, which all versions share, so that features are compared with the same reference whichever version is primary. */
    private static List<double[]> rows() {
        var random = new Random(1);
        var rows = new ArrayList<double[]>();
        for (var i = 0; i < ROWS; i++) {
            var amount = random.nextInt(10_000) / 100.0;
            var count = 1 + random.nextInt(12);
            rows.add(new double[] {amount, count, amount + count * 20, random.nextInt(2)});
        }
        return rows;
    }

    private static List<Golden.Vector> golden(List<double[]> rows, double bias) {
        var vectors = new ArrayList<Golden.Vector>();
        for (var i = 0; i < GOLDEN_VECTORS; i++) {
            var row = rows.get(i % rows.size());
            vectors.add(Golden.Vector.ofValues(features(row), score(row, bias)));
        }
        return vectors;
    }

    /** The row's features, of which each signature takes its own. */
    private static Map<String, Object> features(double[] row) {
        var features = new HashMap<String, Object>();
        for (var column = 0; column < row.length; column++) {
            features.put(Visits.NUMBERS.get(column), row[column]);
        }
        features.put(Visits.CHANNEL, row[ONLINE] == 1 ? "online" : "shop");
        return features;
    }

    private static double score(double[] row, double bias) {
        double sum = bias;
        for (var i = 0; i < row.length; i++) {
            sum += row[i] * WEIGHTS[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }
}
