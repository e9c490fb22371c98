package io.sluicegate.fraud.training;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.records.NumericProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A version with a human mistake, for rehearsing rollbacks: a good model whose threshold was chosen for a false positive rate of a half
 * (or more, if many rows share the lowest score). Its bundle is complete and its golden vectors match, so only its outcomes reveal the
 * mistake.
 */
public final class BadVersion {
    private static final double POSITIVE_SHARE = 0.5;

    private BadVersion() {}

    /** A bad copy of a good version. */
    public static BundleDraft of(Bundle good, String version, Instant created) throws IOException {
        var manifest = good.manifest();
        var output = new Manifest.Output(
                manifest.output().score(),
                manifest.output().label(),
                manifest.output().probabilities(),
                OptionalDouble.of(threshold(good)),
                manifest.output().calibration());
        var bad = new Manifest(
                manifest.model(),
                version,
                manifest.featureSetFingerprint(),
                manifest.features(),
                manifest.inputs(),
                output,
                created,
                manifest.trainedOn() + "; threshold for a false positive rate of " + POSITIVE_SHARE);
        return new BundleDraft(bad, Files.readAllBytes(good.model()), good.reference(), good.golden());
    }

    /** The highest score that at least this share of the reference rows reaches, to the precision of the bins. */
    private static double threshold(Bundle good) {
        var scores = good.reference().getScore();
        if (scores == null) {
            throw new IllegalArgumentException(
                    good.folder() + " has no score profile to choose a threshold from: publish a version with scores.");
        }
        return threshold(scores, (1.0 - POSITIVE_SHARE) * good.reference().getRows());
    }

    private static double threshold(NumericProfile scores, double rowsBelow) {
        double threshold = 0;
        long below = 0;
        for (int bin = 0; bin < scores.getEdges().size(); bin++) {
            below += scores.getCounts().get(bin);
            if (below > rowsBelow) {
                return threshold;
            }
            threshold = scores.getEdges().get(bin);
        }
        return threshold;
    }
}
