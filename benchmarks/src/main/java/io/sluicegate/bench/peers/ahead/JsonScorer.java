package io.sluicegate.bench.peers.ahead;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.micrometer.core.instrument.DistributionSummary;
import io.sluicegate.scorer.domain.LookAhead;
import io.sluicegate.scorer.domain.RawRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Scores a batch of the adapter's records, and echoes each with its prediction. Belongs to one thread. */
final class JsonScorer implements LookAhead.Scorer<byte[]> {
    private static final byte[] NUMBERS = "\"dataPoint\":\"".getBytes(US_ASCII);
    private static final byte[] NONE = "null}".getBytes(US_ASCII);

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;
    private final int columns;
    private final FloatBuffer rows;
    private final DistributionSummary calls;

    JsonScorer(String file, int cap, int columns, DistributionSummary calls) throws OrtException {
        try (var options = new SessionOptions()) {
            options.setInterOpNumThreads(1);
            options.setIntraOpNumThreads(1);
            session = environment.createSession(file, options);
        }
        this.input = session.getInputNames().iterator().next();
        this.columns = columns;
        this.calls = calls;
        rows = ByteBuffer.allocateDirect(cap * columns * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public List<Optional<byte[]>> score(List<RawRecord> batch) {
        calls.record(batch.size());
        rows.clear();
        for (var record : batch) {
            var bytes = Objects.requireNonNull(record.value());
            new Numbers(bytes, numbers(bytes)).readTo(rows);
        }
        var answers = answers(batch.size());
        var echoes = new ArrayList<Optional<byte[]>>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            echoes.add(Optional.of(echo(Objects.requireNonNull(batch.get(i).value()), answers[i])));
        }
        return echoes;
    }

    private float[][] answers(int count) {
        try (var tensor = OnnxTensor.createTensor(
                        environment, rows.slice(0, count * columns), new long[] {count, columns});
                var result = session.run(Map.of(input, tensor))) {
            return (float[][]) result.get(0).getValue();
        } catch (OrtException e) {
            throw new IllegalStateException("the model fails on a batch", e);
        }
    }

    /** Where the numbers begin. */
    private static int numbers(byte[] bytes) {
        for (int at = 0; at < bytes.length - NUMBERS.length; at++) {
            if (Arrays.equals(bytes, at, at + NUMBERS.length, NUMBERS, 0, NUMBERS.length)) {
                return at + NUMBERS.length;
            }
        }
        throw new IllegalArgumentException("a record without numbers");
    }

    /** The record, whose last field is the prediction that it doesn't have yet. */
    private static byte[] echo(byte[] record, float[] answer) {
        var prediction = ("\"[" + Arrays.toString(answer) + "]\"}").getBytes(US_ASCII);
        int kept = record.length - NONE.length;
        var echo = Arrays.copyOf(record, kept + prediction.length);
        System.arraycopy(prediction, 0, echo, kept, prediction.length);
        return echo;
    }
}
