package io.sluicegate.bundle;

import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.records.ReferenceProfile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Small drafts to publish. */
final class Drafts {
    private Drafts() {}

    static Manifest manifest(String version) {
        return manifest(version, "the rows of January: all of them");
    }

    static Manifest manifest(String version, String trainedOn) {
        return new Manifest(
                "fraud-model",
                version,
                "fingerprint",
                List.of(new NeededFeature("amount", Type.DOUBLE), new NeededFeature("abroad", Type.BOOLEAN)),
                List.of(Input.matrix("features", List.of("amount", "abroad"))),
                Output.score("probability", 1, OptionalDouble.of(0.5)),
                Instant.parse("2026-01-31T12:00:00Z"),
                trainedOn);
    }

    static BundleDraft draft(String version, String model) {
        return new BundleDraft(
                manifest(version), model.getBytes(java.nio.charset.StandardCharsets.UTF_8), reference(), golden());
    }

    static ReferenceProfile reference() {
        return new ReferenceProfiler(List.of("amount", "abroad"))
                .add(new double[] {1.5, 0}, 0.1)
                .add(new double[] {Double.NaN, 1}, 0.9)
                .profile("fingerprint");
    }

    static Golden golden() {
        Map<String, @Nullable Double> features = new HashMap<>();
        features.put("amount", 1.5);
        features.put("abroad", null);
        return new Golden(1e-5, List.of(Golden.Vector.of(features, 0.1)));
    }
}
