package io.sluicegate.drift.domain;

import io.sluicegate.bundle.Bins;
import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.records.NumericProfile;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Seeded rows, profiled as a bundle's writer does and counted as the detector does. */
final class Samples {
    private Samples() {}

    static NumericProfile reference(int rows, long seed, ToDoubleFunction<Random> source) {
        var random = new Random(seed);
        var profiler = new ReferenceProfiler(List.of("value"));
        for (var row = 0; row < rows; row++) {
            profiler.add(new double[] {source.applyAsDouble(random)});
        }
        return profiler.profile("fingerprint").getFeatures().get(0);
    }

    static Tally window(NumericProfile reference, int rows, long seed, ToDoubleFunction<Random> source) {
        var random = new Random(seed);
        var bins = bins(reference);
        var tally = new Tally(bins.count());
        for (var row = 0; row < rows; row++) {
            tally.add(bins, source.applyAsDouble(random));
        }
        return tally;
    }

    static Bins bins(NumericProfile reference) {
        return new Bins(
                reference.getEdges().stream().mapToDouble(Double::doubleValue).toArray());
    }
}
