package io.sluicegate.fraud.training;

import java.time.Instant;
import java.util.List;

/**
 * One event as a training row.
 *
 * @param values the numbers in the table's order; booleans as 0 and 1, missing as NaN
 * @param texts the strings in the table's order; missing as {@link #NO_TEXT}
 * @param fraud the truth
 */
@SuppressWarnings("ArrayRecordComponent") // rows are read by the hundred thousand and never compared
public record TrainingRow(String eventId, Instant eventTime, double[] values, List<String> texts, boolean fraud) {
    /** The text of a row whose text is missing. */
    public static final String NO_TEXT = "";

    public TrainingRow {
        texts = List.copyOf(texts);
    }

    /** The values as the columns of the model's matrix. */
    public float[] inputs() {
        var inputs = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            inputs[i] = (float) values[i];
        }
        return inputs;
    }
}
