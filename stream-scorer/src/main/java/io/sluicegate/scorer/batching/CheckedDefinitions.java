package io.sluicegate.scorer.batching;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.records.DefinitionCheck;
import io.sluicegate.scorer.definitions.DefinitionRule.Verdict;
import java.util.Optional;

/**
 * The check of one feature set against the definitions that a version was trained on, and the rejection of its rows if the version
 * refuses them.
 */
record CheckedDefinitions(DefinitionCheck check, Optional<Rejection> rejection) {
    static CheckedDefinitions of(Verdict verdict) {
        return new CheckedDefinitions(
                verdict.check(),
                verdict.refusal().map(message -> new Rejection(ErrorCode.DEFINITION_MISMATCH, message)));
    }
}
