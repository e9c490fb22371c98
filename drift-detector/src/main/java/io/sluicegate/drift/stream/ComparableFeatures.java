package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.Reference;
import io.sluicegate.drift.domain.Reference.Comparison;
import io.sluicegate.pipeline.config.Definition;
import io.sluicegate.records.PublishedFeatureSet;
import io.sluicegate.runtime.kafka.PublishedFeatures;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Selects the features of a row that can be compared with a reference, which are those with the same definition. Decided once for each
 * feature set and reference. If the definitions of the row's features are unknown, all features are compared.
 */
final class ComparableFeatures {
    static final String STORE = "feature-sets";

    private static final Logger LOG = LoggerFactory.getLogger(ComparableFeatures.class);

    private final GlobalView<PublishedFeatureSet, PublishedFeatureSet> published;
    private final IdentityHashMap<Reference, Map<String, Comparison>> decided = new IdentityHashMap<>();
    private final String ownFingerprint;
    private final Map<String, Definition> own;

    ComparableFeatures(ProcessorContext<?, ?> context, DriftParts parts) {
        published = new GlobalView<>(
                context.getStateStore(STORE), parts.serdes().reader(PublishedFeatureSet.class), Function.identity());
        own = parts.config().features().definitions();
        ownFingerprint = parts.config().features().fingerprint();
    }

    /** @param fingerprint of the feature set with which the row was computed */
    Comparison compare(Reference reference, String fingerprint) {
        var bySet = decided.computeIfAbsent(reference, any -> new HashMap<>());
        var known = bySet.get(fingerprint);
        return known == null ? decide(reference, fingerprint, bySet) : known;
    }

    private Comparison decide(Reference reference, String fingerprint, Map<String, Comparison> bySet) {
        var comparison = definitions(fingerprint).map(reference::compare);
        comparison.ifPresent(found -> {
            bySet.put(fingerprint, found);
            tell(found, fingerprint);
        });
        return comparison.orElseGet(reference::unchecked);
    }

    private Optional<Map<String, Definition>> definitions(String fingerprint) {
        return fingerprint.equals(ownFingerprint)
                ? Optional.of(own)
                : published
                        .get(fingerprint)
                        .filter(PublishedFeatures::isGenuine)
                        .map(PublishedFeatures::definitions);
    }

    private static void tell(Comparison comparison, String fingerprint) {
        if (!comparison.different().isEmpty()) {
            var subject = comparison.different().get(0).subject();
            LOG.atWarn()
                    .addKeyValue("featureSet", fingerprint)
                    .addKeyValue("version", subject.version())
                    .addKeyValue(
                            "features",
                            comparison.different().stream()
                                    .map(feature -> feature.subject().name())
                                    .toList())
                    .log("features are defined differently than in the version's training; not counting them "
                            + "against its reference");
        }
    }
}
