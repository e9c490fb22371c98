package io.sluicegate.bench.scoring;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.records.DeployedVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The bundle that every subject scores with. */
final class BenchModel {
    static final double THRESHOLD = 0.5;
    private static final String VERSION = "1";
    private static final double TOLERANCE = 1e-4;

    private BenchModel() {}

    static DeployedVersion publish(Path store, ModelSize size) throws IOException, OrtException {
        var model = size.onnx();
        var published =
                new BundleStore(store).publish(new BundleDraft(manifest(size), model, reference(), golden(model)));
        return new DeployedVersion(VERSION, published.location(), published.digest());
    }

    private static Manifest manifest(ModelSize size) {
        var features = BenchFeatures.set();
        return new Manifest(
                BenchPipeline.MODEL,
                VERSION,
                features.fingerprint(),
                Manifest.needed(features, names()),
                List.of(Input.matrix(ModelSize.INPUT, names())),
                Output.score(ModelSize.OUTPUT, 0, OptionalDouble.of(THRESHOLD)),
                Instant.EPOCH,
                "random weights, " + size);
    }

    private static List<String> names() {
        return BenchFeatures.set().features().stream()
                .map(FeatureDefinition::name)
                .toList();
    }

    private static io.sluicegate.records.ReferenceProfile reference() {
        var profiler = new ReferenceProfiler(names()).add(new double[BenchFeatures.COUNT]);
        return profiler.profile(BenchFeatures.set().fingerprint());
    }

    private static Golden golden(byte[] model) throws OrtException {
        Map<String, @Nullable Double> zeros = new HashMap<>();
        names().forEach(name -> zeros.put(name, 0.0));
        return new Golden(TOLERANCE, List.of(Golden.Vector.of(zeros, scoreOfZeros(model))));
    }

    private static double scoreOfZeros(byte[] model) throws OrtException {
        var environment = OrtEnvironment.getEnvironment();
        try (var session = environment.createSession(model);
                var zeros = OnnxTensor.createTensor(environment, new float[1][BenchFeatures.COUNT]);
                var result = session.run(Map.of(ModelSize.INPUT, zeros))) {
            return ((float[][]) result.get(0).getValue())[0][0];
        }
    }
}
