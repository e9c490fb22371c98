package io.sluicegate.scorer.stream;

import io.sluicegate.records.DefinitionCheck;
import io.sluicegate.scorer.domain.Decision;
import io.sluicegate.scorer.domain.RawRecord;

/** A decoded row of a batch that waits for its version to run, and its place in the batch. */
record OpenRow(int place, RawRecord raw, FeatureRow features, Decision decision, DefinitionCheck definitions) {}
