package io.sluicegate.fraud;

import io.sluicegate.bundle.Bundle;

/**
 * A version in the store, with the fields of its REGISTER command.
 *
 * @param description its training data and its quality
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
