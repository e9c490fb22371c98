package io.sluicegate.fraud;

import io.sluicegate.bundle.Bundle;

/**
 * A version in the store: what a REGISTER command says of it.
 *
 * @param description what it was trained on and how it fares
 */
public record PublishedVersion(
        String model,
        String version,
        String location,
        String digest,
        String featureSetFingerprint,
        String description) {

    static PublishedVersion of(Bundle bundle) {
        var manifest = bundle.manifest();
        return new PublishedVersion(
                manifest.model(),
                manifest.version(),
                bundle.folder().toString(),
                bundle.digest(),
                manifest.featureSetFingerprint(),
                manifest.trainedOn());
    }
}
