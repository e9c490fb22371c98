package io.sluicegate.drift.domain;

import io.sluicegate.bundle.Bins;
import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.records.NumericProfile;
import io.sluicegate.records.StringProfile;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

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

    static StringProfile texts(int rows, long seed, Function<Random, @Nullable String> source) {
        var random = new Random(seed);
        var profiler = new ReferenceProfiler(List.of(), List.of("value"));
        for (var row = 0; row < rows; row++) {
            profiler.add(new double[0], Collections.singletonList(source.apply(random)));
        }
        return profiler.profile("fingerprint").getStrings().get(0);
    }

    static Tally window(StringProfile reference, int rows, long seed, Function<Random, @Nullable String> source) {
        var random = new Random(seed);
        var measured = Measured.OfTexts.of("1", "digest", reference);
        var tally = new Tally(measured.cells());
        for (var row = 0; row < rows; row++) {
            measured.count(tally, source.apply(random));
        }
        return tally;
    }

    static Bins bins(NumericProfile reference) {
        return new Bins(
                reference.getEdges().stream().mapToDouble(Double::doubleValue).toArray());
    }
}
