package io.sluicegate.bench.soak;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Opened;
import io.sluicegate.fraud.PublishedVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.Random;

/** Versions made from a good one: some with another signature, and some that can't be loaded. */
public final class SoakBundles {
    private static final int NONSENSE_BYTES = 50_000;

    private final Path store;
    private final Bundle good;

    public SoakBundles(Path store, PublishedVersion version) {
        this.store = store;
        if (!(BundleStore.open(version.location()) instanceof Opened.Whole whole)) {
            throw new IllegalArgumentException("There is no complete bundle at " + version.location() + ".");
        }
        good = whole.bundle();
    }

    /** The model takes each column by an input of its own. */
    public PublishedVersion columns(String version) throws IOException {
        return publish(Reshaped.columns(good, version));
    }

    /** The model takes four rows at a time, no more and no fewer. */
    public PublishedVersion fours(String version) throws IOException {
        return publish(Reshaped.fours(good, version));
    }

    /** The model answers, but not as it was tested. */
    PublishedVersion goldenMismatch(String version) throws IOException {
        var vectors = good.golden().vectors().stream()
                .map(vector -> new Golden.Vector(
                        vector.features(),
                        vector.outputs(),
                        OptionalDouble.of(vector.score().orElseThrow() + 1)))
                .toList();
        var golden = new Golden(good.golden().tolerance(), vectors);
        return publish(new BundleDraft(manifest(version), Files.readAllBytes(good.model()), good.reference(), golden));
    }

    /** The model's file is no model. */
    PublishedVersion noModel(String version) throws IOException {
        var nonsense = new byte[NONSENSE_BYTES];
        new Random(1).nextBytes(nonsense);
        return publish(new BundleDraft(manifest(version), nonsense, good.reference(), good.golden()));
    }

    /** The files are not the ones that were registered. */
    PublishedVersion changed(String version) throws IOException {
        var published = publish(
                new BundleDraft(manifest(version), Files.readAllBytes(good.model()), good.reference(), good.golden()));
        Files.write(Path.of(published.location()).resolve("model.onnx"), new byte[] {0});
        return published;
    }

    private Manifest manifest(String version) {
        return good.manifest().withVersion(version);
    }

    private PublishedVersion publish(BundleDraft draft) throws IOException {
        var published = new BundleStore(store).publish(draft);
        var version = Path.of(published.location()).getFileName().toString();
        return new PublishedVersion(
                good.manifest().model(),
                version,
                published.location(),
                published.digest(),
                good.manifest().featureSetFingerprint(),
                "");
    }
}
