package io.sluicegate.bundle;

import io.sluicegate.records.ReferenceProfile;
import java.util.ArrayList;
import java.util.List;

/** The parts of a bundle before it is published. A draft can only be made of parts that fit together. */
public final class BundleDraft {
    private final Manifest manifest;
    private final byte[] model;
    private final ReferenceProfile reference;
    private final Golden golden;

    /**
     * @throws IllegalArgumentException with every contradiction between the parts
     */
    public BundleDraft(Manifest manifest, byte[] model, ReferenceProfile reference, Golden golden) {
        var problems = problems(manifest, reference, golden);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        this.manifest = manifest;
        this.model = model.clone();
        this.reference = reference;
        this.golden = golden;
    }

    Manifest manifest() {
        return manifest;
    }

    byte[] model() {
        return model.clone();
    }

    ReferenceProfile reference() {
        return reference;
    }

    Golden golden() {
        return golden;
    }

    /** The contradictions between the parts. */
    static List<String> problems(Manifest manifest, ReferenceProfile reference, Golden golden) {
        var problems = new ArrayList<String>();
        if (!reference.getFeatureSetFingerprint().equals(manifest.featureSetFingerprint())) {
            problems.add("the reference profile is of feature set " + reference.getFeatureSetFingerprint()
                    + ", the manifest of " + manifest.featureSetFingerprint());
        }
        reference.getStrings().forEach(profile -> problems.addAll(StringProfiler.problems(profile)));
        if (golden.vectors().isEmpty()) {
            problems.add(
                    "there are no golden vectors: without them it can't be checked whether the model answers as tested");
        }
        if (!(golden.tolerance() >= 0)) {
            problems.add("the golden vectors' tolerance is " + golden.tolerance());
        }
        golden.vectors().forEach(vector -> problems.addAll(problems(manifest, vector)));
        return problems.stream().distinct().toList();
    }

    private static List<String> problems(Manifest manifest, Golden.Vector vector) {
        return manifest.inputFeatures().stream()
                .filter(feature -> !vector.features().containsKey(feature))
                .map(feature -> "a golden vector lacks '" + feature + "'; write null for a missing value")
                .toList();
    }
}
