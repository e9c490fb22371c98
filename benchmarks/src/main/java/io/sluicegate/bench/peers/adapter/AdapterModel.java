package io.sluicegate.bench.peers.adapter;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The adapter's model: boxed numbers in, boxed numbers out, one thread a call. */
final class AdapterModel implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;

    AdapterModel(String file) throws OrtException {
        try (var options = new SessionOptions()) {
            options.setInterOpNumThreads(1);
            options.setIntraOpNumThreads(1);
            session = environment.createSession(file, options);
        }
        input = session.getInputNames().iterator().next();
    }

    List<List<Float>> apply(List<List<Float>> rows) throws OrtException {
        var flat = rows.stream().flatMap(List::stream).toList();
        var numbers = FloatBuffer.allocate(flat.size());
        flat.forEach(numbers::put);
        var shape = new long[] {rows.size(), rows.get(0).size()};
        try (var tensor = OnnxTensor.createTensor(environment, numbers.flip(), shape);
                var result = session.run(Map.of(input, tensor))) {
            return boxed((float[][]) result.get(0).getValue());
        }
    }

    private static List<List<Float>> boxed(float[][] answers) {
        var boxed = new ArrayList<List<Float>>();
        for (var answer : answers) {
            var row = new ArrayList<Float>();
            for (var number : answer) {
                row.add(number);
            }
            boxed.add(row);
        }
        return boxed;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
