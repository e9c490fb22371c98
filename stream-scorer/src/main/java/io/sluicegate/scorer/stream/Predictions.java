package io.sluicegate.scorer.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.records.Deployment;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.Outputs;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** Makes predictions under one deployment. */
final class Predictions {
    private final String topic;
    private final Deployment deployment;

    /** @param topic the features topic */
    Predictions(String topic, Deployment deployment) {
        this.topic = topic;
        this.deployment = deployment;
    }

    Prediction scored(OpenRow row, Outputs outputs, int outputRow, OptionalDouble threshold, Instant now) {
        var score = outputs.score(outputRow);
        var prediction = of(row, now);
        prediction.setOutcome(Outcome.SCORED);
        prediction.setScore(score);
        prediction.setPositive(threshold.isPresent() ? (Boolean) (score >= threshold.getAsDouble()) : null);
        prediction.setOutputs(outputs.of(outputRow));
        return prediction;
    }

    Prediction rejected(OpenRow row, Fault fault, Instant now) {
        var prediction = of(row, now);
        prediction.setOutcome(Outcome.REJECTED);
        prediction.setReason(fault.toString());
        prediction.setOutputs(List.of());
        return prediction;
    }

    private Prediction of(OpenRow row, Instant now) {
        var prediction = new Prediction();
        event(prediction, row);
        decision(prediction, row);
        prediction.setReasonCodes(List.of());
        prediction.setExecutionProvider(OnnxModel.PROVIDER);
        prediction.setFeaturesPartition(row.raw().partition());
        prediction.setFeaturesOffset(row.raw().offset());
        prediction.setScoredAt(now);
        return prediction;
    }

    private void event(Prediction prediction, OpenRow row) {
        var key = row.raw().key();
        var features = row.features();
        prediction.setEventId(features.eventId.isEmpty() ? place(row) : features.eventId);
        prediction.setEntity(key == null ? "" : new String(key, UTF_8));
        prediction.setEventTime(Instant.ofEpochMilli(features.eventTime));
        prediction.setFeatureSetFingerprint(features.featureSet);
    }

    private String place(OpenRow row) {
        return topic + "-" + row.raw().partition() + "-" + row.raw().offset();
    }

    private void decision(Prediction prediction, OpenRow row) {
        var decision = row.decision();
        prediction.setPipeline(deployment.getPipeline());
        prediction.setModel(deployment.getModel());
        prediction.setVersion(decision.version().getVersion());
        prediction.setBundleDigest(decision.version().getBundleDigest());
        prediction.setRevision(deployment.getRevision());
        prediction.setBucket(decision.bucket());
        prediction.setRole(decision.role());
    }
}
