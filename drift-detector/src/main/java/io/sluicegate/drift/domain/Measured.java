package io.sluicegate.drift.domain;

import io.sluicegate.bundle.Bins;
import io.sluicegate.bundle.TextBins;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.NumericProfile;
import io.sluicegate.records.StringProfile;
import org.jspecify.annotations.Nullable;

/** One distribution of the reference profile, with the cells that a window's rows are counted in. */
public sealed interface Measured {

    Subject subject();

    /** How many cells a tally of the subject has. */
    int cells();

    /** Counts a row by its value. Null, and a value of another kind, count as missing. */
    void count(Tally tally, @Nullable Object value);

    /** Numbers, in bins. */
    record OfNumbers(Subject subject, NumericProfile profile, Bins bins) implements Measured {
        static OfNumbers of(DriftScope scope, String version, String digest, NumericProfile profile) {
            var edges =
                    profile.getEdges().stream().mapToDouble(Double::doubleValue).toArray();
            return new OfNumbers(
                    Subject.distribution(scope, profile.getName(), version, digest), profile, new Bins(edges));
        }

        @Override
        public int cells() {
            return bins.count();
        }

        @Override
        public void count(Tally tally, @Nullable Object value) {
            tally.add(bins, number(value));
        }

        private static double number(@Nullable Object value) {
            if (value instanceof Number number) {
                return number.doubleValue();
            }
            return value instanceof Boolean yes ? (yes ? 1 : 0) : Double.NaN;
        }
    }

    /** Texts, by value. */
    record OfTexts(Subject subject, StringProfile profile, TextBins bins) implements Measured {
        static OfTexts of(String version, String digest, StringProfile profile) {
            var subject = Subject.distribution(DriftScope.FEATURE, profile.getName(), version, digest);
            return new OfTexts(subject, profile, new TextBins(profile.getValues()));
        }

        @Override
        public int cells() {
            return bins.count();
        }

        @Override
        public void count(Tally tally, @Nullable Object value) {
            if (value instanceof CharSequence text) {
                tally.add(bins.of(text.toString()), 0);
            } else {
                tally.addMissing();
            }
        }
    }
}
