package io.sluicegate.scorer.predictions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.pipeline.deployment.EntityBuckets;
import io.sluicegate.records.Outcome;
import io.sluicegate.runtime.avro.WireFormat;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.scorer.execution.Execution;
import io.sluicegate.scorer.onnx.Outputs;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A writer of predictions under one deployment, which encodes the schema's fields in order straight from the rows of a batch.
 * Making and encoding an object for each prediction costs as much as the model. Belongs to one thread.
 */
public final class Predictions {
    private static final byte[] NO_KEY = {};
    /** Index of null in a union. */
    private static final long ABSENT = 0;
    /** Index of the other type in a union. */
    private static final long PRESENT = 1;

    private final String topic;
    private final byte[] header;
    private final ArmForms scored;
    private final ArmForms rejected;
    private String featureSet = "";
    private byte[] featureSetUtf8 = {};

    /**
     * @param topic the features topic
     * @param schemaId the id of the predictions' schema
     * @param executions what runs the version of an arm
     */
    public Predictions(String topic, int schemaId, DeploymentView deployment, Function<Arm, Execution> executions) {
        this.topic = topic;
        this.header = WireFormat.header(schemaId);
        this.scored = new ArmForms(deployment, executions, Outcome.SCORED);
        this.rejected = new ArmForms(deployment, executions, Outcome.REJECTED);
    }

    public Answer.Scored scored(RoutedRow row, Outputs outputs, int outputRow, OptionalDouble threshold, long now) {
        var form = scored.of(row);
        var out = begin(row, form);
        out.writeLong(ABSENT); // the reason
        if (outputs.hasScore()) {
            var score = outputs.score(outputRow);
            out.writeLong(PRESENT);
            out.writeDouble(score);
            positive(score, threshold, out);
        } else {
            out.writeLong(ABSENT);
            out.writeLong(ABSENT); // whether it is positive
        }
        label(outputs.label(outputRow), out);
        outputs.writeProbabilities(outputRow, out);
        outputs.write(outputRow, out);
        return new Answer.Scored(end(row, form, now, out));
    }

    private static void positive(double score, OptionalDouble threshold, BinaryOutput out) {
        if (threshold.isPresent()) {
            out.writeLong(PRESENT);
            out.writeBoolean(score >= threshold.getAsDouble());
        } else {
            out.writeLong(ABSENT);
        }
    }

    private static void label(@Nullable String label, BinaryOutput out) {
        if (label == null) {
            out.writeLong(ABSENT);
        } else {
            out.writeLong(PRESENT);
            out.writeString(label);
        }
    }

    public Answer.Rejected rejected(RoutedRow row, Rejection rejection, long now) {
        var form = rejected.of(row);
        var out = begin(row, form);
        out.writeLong(PRESENT);
        out.writeString(rejection.toString());
        out.writeLong(ABSENT); // the score
        out.writeLong(ABSENT); // whether it is positive
        out.writeLong(ABSENT); // the label
        out.writeEnd(); // of the probabilities
        out.writeEnd(); // of the outputs
        return new Answer.Rejected(end(row, form, now, out), rejection);
    }

    /** The fields up to the outcome. */
    private BinaryOutput begin(RoutedRow row, PredictionForm form) {
        var features = row.features();
        var known = row.raw().key();
        var key = known == null ? NO_KEY : known;
        var out = BinaryOutput.begin();
        out.write(header);
        out.writeText(features.eventId.length == 0 ? place(row) : features.eventId);
        out.writeText(key);
        out.writeLong(features.eventTime);
        out.write(form.names);
        out.writeBytes(utf8(features.featureSet));
        out.write(form.epoch);
        out.writeLong(row.decision().bucket());
        out.writeLong(EntityBuckets.of(key));
        out.write(form.how);
        return out;
    }

    /** The fields from the reason codes on. */
    private static WrittenPrediction end(RoutedRow row, PredictionForm form, long now, BinaryOutput out) {
        out.writeEnd(); // of the reason codes
        out.write(form.provider);
        out.writeLong(row.raw().partition());
        out.writeLong(row.raw().offset());
        out.writeLong(now);
        return new WrittenPrediction(form.kind, out.toByteArray());
    }

    /** The fingerprint in UTF-8, cached because it is nearly always that of the row before. */
    private byte[] utf8(String fingerprint) {
        if (!fingerprint.equals(featureSet)) {
            featureSet = fingerprint;
            featureSetUtf8 = fingerprint.getBytes(UTF_8);
        }
        return featureSetUtf8;
    }

    private byte[] place(RoutedRow row) {
        return (topic + "-" + row.raw().partition() + "-" + row.raw().offset()).getBytes(UTF_8);
    }
}
