package io.sluicegate.platform.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The ordered features of a pipeline: a declaration, computed by the same engine online and offline. */
public record FeatureSet(List<FeatureDefinition> features) {
    public FeatureSet {
        features = List.copyOf(features);
    }

    /** Identifies what is computed: equal declarations have equal fingerprints. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            features.forEach(feature -> digest.update((feature.canonical() + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
