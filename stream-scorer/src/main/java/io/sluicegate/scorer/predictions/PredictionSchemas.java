package io.sluicegate.scorer.predictions;

/**
 * The ids of the schemas that predictions are written under.
 *
 * @param decided the schema's id in the topic of predictions
 * @param shadow the schema's id in the topic of shadow predictions
 */
public record PredictionSchemas(int decided, int shadow) {}
