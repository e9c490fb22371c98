package io.sluicegate.fraud.training;

import java.time.Instant;

/**
 * One event as a training row.
 *
 * @param values the features in the table's order; booleans as 0 and 1, missing as NaN
 * @param fraud the truth
 */
@SuppressWarnings("ArrayRecordComponent") // rows are read by the hundred thousand and never compared
public record TrainingRow(String eventId, Instant eventTime, double[] values, boolean fraud) {

    /** The values as the model's inputs. */
    public float[] inputs() {
        var inputs = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            inputs[i] = (float) values[i];
        }
        return inputs;
    }
}
