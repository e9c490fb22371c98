package io.sluicegate.bundle;

import io.sluicegate.records.ReferenceProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parts of a bundle before it is published. A draft can only be made of parts that fit together. */
public final class BundleDraft {
    private final Manifest manifest;
    private final byte[] model;
    private final ReferenceProfile reference;
    private final Golden golden;
    private final SortedMap<String, Path> weights;

    /**
     * @throws IllegalArgumentException with every contradiction between the parts
     */
    public BundleDraft(Manifest manifest, byte[] model, ReferenceProfile reference, Golden golden) {
        this(manifest, model, reference, golden, new TreeMap<>());
    }

    private BundleDraft(
            Manifest manifest,
            byte[] model,
            ReferenceProfile reference,
            Golden golden,
            SortedMap<String, Path> weights) {
        var problems = problems(manifest, reference, golden);
        problems.addAll(nameProblems(weights));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        this.manifest = manifest;
        this.model = model.clone();
        this.reference = reference;
        this.golden = golden;
        this.weights = weights;
    }

    /**
     * The draft with the files beside the model's own file that hold its weights, if there are any.
     *
     * @throws WeightFiles.Outside if one of them isn't a file in the model's folder
     * @throws IllegalArgumentException if one of them has the name of another file of a bundle
     */
    public BundleDraft withWeightsOf(Path file) throws IOException {
        return new BundleDraft(manifest, model, reference, golden, WeightFiles.of(file));
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

    /** The files with weights, by their names in the bundle. */
    SortedMap<String, Path> weights() {
        return weights;
    }

    private static List<String> nameProblems(SortedMap<String, Path> weights) {
        return weights.keySet().stream()
                .filter(name ->
                        BundleFiles.OWN.contains(Path.of(name).normalize().toString()))
                .map(name -> "the model keeps weights in '" + name
                        + "', which is the name of another file of a bundle: rename it, and export the model anew")
                .toList();
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
        return new ArrayList<>(problems.stream().distinct().toList());
    }

    private static List<String> problems(Manifest manifest, Golden.Vector vector) {
        return manifest.inputFeatures().stream()
                .filter(feature -> !vector.features().containsKey(feature))
                .map(feature -> "a golden vector lacks '" + feature + "'; write null for a missing value")
                .toList();
    }
}
