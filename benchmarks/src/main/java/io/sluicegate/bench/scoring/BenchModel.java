package io.sluicegate.bench.scoring;

import ai.onnxruntime.OrtException;
import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.ReferenceProfile;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The bundle that every subject scores with. */
public final class BenchModel {
    public static final double THRESHOLD = 0.5;
    private static final String VERSION = "1";
    private static final double TOLERANCE = 1e-4;

    private BenchModel() {}

    public static DeployedVersion publish(Path store, ModelKind kind) throws IOException, OrtException {
        var model = kind.onnx();
        var draft = new BundleDraft(manifest(kind), model, reference(kind), golden(kind, model));
        var published = new BundleStore(store).publish(draft);
        return new DeployedVersion(VERSION, published.location(), published.digest());
    }

    private static Manifest manifest(ModelKind kind) {
        var features = kind.features();
        return new Manifest(
                BenchPipeline.MODEL,
                VERSION,
                features.fingerprint(),
                Manifest.needed(features, BenchFeatures.names(features)),
                kind.inputs(),
                Output.score(Graphs.OUTPUT, 0, OptionalDouble.of(THRESHOLD)),
                Instant.EPOCH,
                "random weights, " + kind.description());
    }

    private static ReferenceProfile reference(ModelKind kind) {
        var numbers = BenchFeatures.numbers(kind.features());
        return new ReferenceProfiler(numbers)
                .add(new double[numbers.size()])
                .profile(kind.features().fingerprint());
    }

    /** A nested array. */
    private static Object zeros(VectorForm form) {
        return Array.newInstance(
                int.class, form.shape().stream().mapToInt(Integer::intValue).toArray());
    }

    /** One row, of zeros and of strings that training never saw. */
    private static Golden golden(ModelKind kind, byte[] model) throws OrtException {
        Map<String, Object> row = kind.features().features().stream()
                .collect(Collectors.toMap(FeatureDefinition::name, BenchFeatures::zero));
        var score = new NaiveModel(model, kind.inputs()).score(row::get);
        kind.features().features().forEach(feature -> feature.vector()
                .ifPresent(form -> row.put(feature.name(), zeros(form))));
        return new Golden(TOLERANCE, List.of(Golden.Vector.ofValues(row, score)));
    }
}
