package io.sluicegate.peers;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Encodes predictions field by field; what all of them share is encoded once. */
final class PredictionEncoder {
    private final double threshold;
    private final byte[] header;
    private final byte[] names;
    private final byte[] epoch;
    private final byte[] output;
    private final byte[] provider;
    private final AvroOutput out = new AvroOutput();

    PredictionEncoder(PeerSettings settings) {
        var written = settings.written();
        threshold = settings.model().threshold();
        header = ByteBuffer.allocate(FeatureDecoder.HEADER)
                .put((byte) 0)
                .putInt(written.schema())
                .array();
        names = encoded(fields -> {
            fields.writeText(written.pipeline());
            fields.writeText(written.model());
            fields.writeText(written.version());
            fields.writeText(written.digest());
        });
        epoch = encoded(PredictionEncoder::epoch);
        output = encoded(fields -> {
            fields.writeLong(0); // probabilities: none
            fields.writeLong(1); // one output
            fields.writeText(settings.model().output());
        });
        provider = encoded(fields -> {
            fields.writeText("CPUExecutionProvider");
            fields.writeLong(0); // no other one was asked for
            fields.writeLong(0); // nodes on another one
            fields.writeLong(0); // no engine
        });
    }

    private static byte[] encoded(Consumer<AvroOutput> fields) {
        var out = new AvroOutput();
        fields.accept(out);
        return out.toByteArray();
    }

    /** From the check of definitions to the reason. */
    private static void epoch(AvroOutput fields) {
        fields.writeLong(0); // definitions: unchecked
        fields.writeLong(1); // revision
        fields.writeLong(1); // tenure
        fields.writeLong(0); // bucket
        fields.writeLong(-1); // bucket of the entity
        fields.writeDouble(1); // propensity
        fields.writeLong(0); // role: primary
        fields.writeLong(0); // outcome: scored
        fields.writeLong(0); // no reason
    }

    /** @param scores the output's values of this row, the first of which is the score */
    byte[] encode(Taken taken, FeatureDecoder.Row row, float[] scores, int from, int count, long now) {
        out.clear();
        out.write(header, 0, header.length);
        out.writeText(taken.value(), row.idFrom, row.idLength);
        out.writeText(taken.key(), 0, taken.key().length);
        out.writeLong(row.eventTime);
        out.write(names, 0, names.length);
        out.writeText(taken.value(), row.setFrom, row.setLength);
        out.write(epoch, 0, epoch.length);
        score(scores[from]);
        outputs(scores, from, count);
        out.writeLong(0); // no reason codes
        out.write(provider, 0, provider.length);
        out.writeLong(taken.partition());
        out.writeLong(taken.offset());
        out.writeLong(now);
        return out.toByteArray();
    }

    private void score(double score) {
        out.writeLong(1);
        out.writeDouble(score);
        out.writeLong(1);
        out.writeBoolean(score >= threshold);
        out.writeLong(0); // no label
    }

    private void outputs(float[] scores, int from, int count) {
        out.write(output, 0, output.length);
        out.writeLong(count);
        for (int i = 0; i < count; i++) {
            out.writeDouble(scores[from + i]);
        }
        for (int list = 0; list < 4; list++) { // the end of the values; no integers, no texts, no keys
            out.writeLong(0);
        }
        shape(count);
        out.writeLong(0); // no further output
    }

    private void shape(int count) {
        if (count > 1) {
            out.writeLong(1);
            out.writeLong(count);
        }
        out.writeLong(0);
    }
}
