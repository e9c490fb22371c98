package io.sluicegate.scorer.definitions;

import io.sluicegate.bundle.DefinitionComparison;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.records.DefinitionCheck;
import java.util.Optional;

/**
 * The rule that judges rows by the feature set that computed them. Rows that can't be checked are scored, and their predictions say
 * so.
 */
public record DefinitionRule(FeatureSets sets, OtherDefinitions policy) {

    /**
     * The verdict on a row.
     *
     * @param isFinal whether the verdict holds for all later rows of the feature set
     * @param refusal why the row isn't scored; empty if it is scored
     */
    public record Verdict(DefinitionCheck check, boolean isFinal, Optional<String> refusal) {}

    /** The verdict on rows of a feature set for a model; may wait for the set to be published. */
    public Verdict judge(Manifest manifest, String fingerprint) {
        boolean saysNothing = manifest.features().stream()
                .allMatch(needed -> needed.definition().isEmpty());
        if (saysNothing) {
            return new Verdict(DefinitionCheck.UNCHECKED, true, Optional.empty());
        }
        return sets.find(fingerprint)
                .map(given -> verdict(DefinitionComparison.of(manifest, given)))
                .orElseGet(() -> new Verdict(DefinitionCheck.UNCHECKED, false, Optional.empty()));
    }

    private Verdict verdict(DefinitionComparison comparison) {
        var refusal = policy == OtherDefinitions.REFUSE ? comparison.summary() : Optional.<String>empty();
        return new Verdict(comparison.check(), true, refusal);
    }
}
