package io.sluicegate.scorer.predictions;

import io.sluicegate.records.DefinitionCheck;
import io.sluicegate.scorer.domain.Decision;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.features.FeatureRow;

/** A decoded row that waits for its version to run, and its position in the batch. */
public record RoutedRow(
        int place, RawRecord raw, FeatureRow features, Decision decision, DefinitionCheck definitions) {}
