package io.sluicegate.bench.chaos;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
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
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Versions of one tiny model that give different scores: a logistic regression, each with a bias of its own. */
final class Versions {
    static final List<String> ALL = List.of("1", "2", "3");

    private static final float[] WEIGHTS = {0.01f, 0.05f, 0.001f, 0.5f};
    private static final int ROWS = 400;

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
        var bias = Integer.parseInt(version) - 3f;
        var rows = rows();
        var profiler = new ReferenceProfiler(Visits.INPUTS);
        rows.forEach(row -> profiler.add(row, score(row, bias)));
        return new BundleDraft(
                manifest(version, features),
                onnx(bias),
                profiler.profile(features.fingerprint()),
                new Golden(1e-4, golden(rows, bias)));
    }

    private static Manifest manifest(String version, FeatureSet features) {
        return new Manifest(
                Visits.MODEL,
                version,
                features.fingerprint(),
                Manifest.needed(features, Visits.INPUTS),
                List.of(Manifest.Input.matrix("features", Visits.INPUTS)),
                Manifest.Output.score("score", 0, OptionalDouble.of(0.5)),
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

    private static List<Golden.Vector> golden(List<double[]> rows, float bias) {
        var vectors = new ArrayList<Golden.Vector>();
        for (var i = 0; i < GOLDEN_VECTORS; i++) {
            var row = rows.get(i % rows.size());
            Map<String, @Nullable Double> features = new HashMap<>();
            for (var column = 0; column < row.length; column++) {
                features.put(Visits.INPUTS.get(column), row[column]);
            }
            vectors.add(Golden.Vector.of(features, score(row, bias)));
        }
        return vectors;
    }

    private static double score(double[] row, float bias) {
        double sum = bias;
        for (var i = 0; i < row.length; i++) {
            sum += row[i] * WEIGHTS[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    private static byte[] onnx(float bias) {
        var graph = GraphProto.newBuilder()
                .setName("logistic")
                .addInput(tensor("features", WEIGHTS.length))
                .addOutput(tensor("score", 1))
                .addInitializer(weights("w", WEIGHTS.length, WEIGHTS))
                .addInitializer(weights("b", 1, bias))
                .addNode(node("Gemm", "sum", "features", "w", "b"))
                .addNode(node("Sigmoid", "score", "sum"));
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static NodeProto node(String type, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static TensorProto weights(String name, int rows, float... values) {
        var tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims(rows)
                .addDims(1);
        for (var value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
    }

    private static ValueInfoProto tensor(String name, int columns) {
        var shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns));
        var type = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }
}
