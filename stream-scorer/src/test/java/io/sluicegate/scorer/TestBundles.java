package io.sluicegate.scorer;

import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.bundle.StoreConfines;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.scorer.definitions.DefinitionRule;
import io.sluicegate.scorer.definitions.FeatureSets;
import io.sluicegate.scorer.versions.CallLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Bundles of the tiny models, published to a folder. */
public final class TestBundles {
    public static final String MODEL = "test-model";
    public static final List<NeededFeature> FEATURES = List.of(
            new NeededFeature("amount", Type.DOUBLE),
            new NeededFeature("count", Type.LONG),
            new NeededFeature("abroad", Type.BOOLEAN));
    public static final FeatureSet FEATURE_SET = new FeatureSet(FEATURES.stream()
            .map(feature -> new FeatureDefinition(feature.name(), feature.type(), new Field(feature.name(), false)))
            .toList());

    /** What the linear model of version 1, 2, … adds to each score. */
    public static final int STEP = 1_000;

    /** What no call of a model of the tests takes. */
    public static final CallLimit PATIENT = new CallLimit(Duration.ofMinutes(10), "the test's patience");

    /** The tests' bundles lie where each test wants them. */
    public static final StoreConfines ANYWHERE = new StoreConfines(Path.of("/"));

    private final BundleStore store;

    /** Judges rows by the test's feature set alone, and waits for no other. */
    public static DefinitionRule rule() {
        return new DefinitionRule(new FeatureSets(FEATURE_SET, Duration.ZERO), OtherDefinitions.REFUSE);
    }

    public TestBundles(Path folder) {
        this.store = new BundleStore(folder);
    }

    public static Manifest manifest(String version) {
        return manifest(version, Output.score(TestModels.SCORE, 0, OptionalDouble.of(500)));
    }

    public static Manifest manifest(String version, Output output) {
        return new Manifest(
                MODEL,
                version,
                FEATURE_SET.fingerprint(),
                FEATURES,
                List.of(Input.matrix(
                        TestModels.INPUT,
                        FEATURES.stream().map(NeededFeature::name).toList())),
                output,
                Instant.EPOCH,
                "nothing");
    }

    /** The manifest with what each feature meant where the model was trained. */
    public static Manifest manifest(String version, FeatureSet trainedOn) {
        var of = manifest(version);
        return new Manifest(
                MODEL,
                version,
                trainedOn.fingerprint(),
                Manifest.needed(trainedOn, of.inputFeatures()),
                of.inputs(),
                of.output(),
                of.created(),
                of.trainedOn());
    }

    /** The linear model whose bias tells the version: its number times {@link #STEP}. */
    public DeployedVersion linear(int version) {
        return publish(manifest("" + version), TestModels.linear(version * STEP), version * STEP);
    }

    /** Any model, with the score that it gives for zeros. */
    public DeployedVersion publish(Manifest manifest, byte[] model, double scoreOfZeros) {
        return publish(manifest, model, scoreOfZeros, 1);
    }

    /** The linear model with so many golden vectors that its loading takes seconds. */
    public DeployedVersion slow(int version) {
        return publish(manifest("" + version), TestModels.linear(version * STEP), version * STEP, 30_000);
    }

    private DeployedVersion publish(Manifest manifest, byte[] model, double scoreOfZeros, int vectors) {
        Map<String, @Nullable Double> zeros = new HashMap<>();
        manifest.inputFeatures().forEach(feature -> zeros.put(feature, 0.0));
        return publish(
                manifest, model, new Golden(1e-3, Collections.nCopies(vectors, Golden.Vector.of(zeros, scoreOfZeros))));
    }

    /** Any model, with golden vectors of its own. */
    public DeployedVersion publish(Manifest manifest, byte[] model, Golden golden) {
        var reference = new ReferenceProfiler(List.of("amount"))
                .add(new double[] {1})
                .profile(manifest.featureSetFingerprint());
        try {
            var published = store.publish(new BundleDraft(manifest, model, reference, golden));
            return new DeployedVersion(manifest.version(), published.location(), published.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
