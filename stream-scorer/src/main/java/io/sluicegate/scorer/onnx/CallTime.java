package io.sluicegate.scorer.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.LongStream;

/** The time that a model takes for a row in calls of some size. */
public final class CallTime {
    private static final long WARM_UP_NANOS = 100_000_000;
    private static final long MEASURED_NANOS = 300_000_000;
    private static final int LEAST_CALLS = 5;
    private static final int MOST_CALLS = 100_000;

    private CallTime() {}

    /**
     * The median over calls of one call's time, divided by its rows: feeding the tensors, running the model, and copying the outputs.
     *
     * @param rows what to score, over and over again; at least one row, each without a problem
     * @param batch the rows in a call
     */
    public static double nanosPerRow(OnnxModel model, List<? extends JsonNode> rows, int batch)
            throws ScoringException {
        var runner = model.runner(batch);
        for (var buffer : runner.begin()) {
            for (var row = 0; row < batch; row++) {
                RowReader.put(buffer, rows.get(row % rows.size()).get(buffer.input.name()));
            }
        }
        calls(runner, batch, WARM_UP_NANOS);
        return (double) Median.of(calls(runner, batch, MEASURED_NANOS)) / batch;
    }

    private static long[] calls(Runner runner, int batch, long nanos) throws ScoringException {
        var times = LongStream.builder();
        var begin = System.nanoTime();
        var last = begin;
        for (var calls = 0; calls < MOST_CALLS && (calls < LEAST_CALLS || last - begin < nanos); calls++) {
            var unused = runner.run(batch);
            var now = System.nanoTime();
            times.add(now - last);
            last = now;
        }
        return times.build().toArray();
    }
}
