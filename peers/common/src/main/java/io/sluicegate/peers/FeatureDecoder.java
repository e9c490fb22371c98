package io.sluicegate.peers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Decodes features records straight into the model's row: three fields that say what they are, then a union with null for each feature. */
final class FeatureDecoder {
    /** The bytes before the Avro binary: a zero and the id of the schema. */
    static final int HEADER = 5;

    private final char[] layout;
    private final AvroInput in = new AvroInput();

    /** Where a record's leading fields lie. */
    static final class Row {
        int idFrom;
        int idLength;
        long eventTime;
        int setFrom;
        int setLength;
    }

    FeatureDecoder(String layout) {
        this.layout = layout.toCharArray();
    }

    /** Reads the leading fields into the row, and the features to the buffer's position on. */
    void decode(byte[] record, Row row, FloatBuffer to) {
        in.begin(record, HEADER);
        row.idLength = (int) in.readLong();
        row.idFrom = in.place();
        in.skip(row.idLength);
        row.eventTime = in.readLong();
        row.setLength = (int) in.readLong();
        row.setFrom = in.place();
        in.skip(row.setLength);
        for (var type : layout) {
            if (in.readLong() == 0) {
                to.put(Float.NaN);
            } else if (type == 'v') {
                vector(record, to);
            } else {
                to.put(number(type));
            }
        }
    }

    private float number(char type) {
        return switch (type) {
            case 'd' -> (float) in.readDouble();
            case 'l' -> in.readLong();
            case 'b' -> in.readBoolean() ? 1 : 0;
            default -> throw new IllegalArgumentException("a feature of type '" + type + "'");
        };
    }

    private void vector(byte[] record, FloatBuffer to) {
        int length = (int) in.readLong();
        to.put(ByteBuffer.wrap(record, in.place(), length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer());
        in.skip(length);
    }
}
