package io.sluicegate.bundle;

import io.sluicegate.records.NumericProfile;
import io.sluicegate.records.ReferenceProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A profiler that makes a reference profile from the rows that a model was trained on. It holds the numbers of all rows in memory, 8 bytes
 * each, and every distinct text.
 */
public final class ReferenceProfiler {
    private static final String SCORE = "score";

    private final List<Column> columns;
    private final List<StringProfiler> texts;
    private final Column scores = new Column(SCORE);
    private long rows;

    /** @param features names of the numeric features, in the order of a row's values */
    public ReferenceProfiler(List<String> features) {
        this(features, List.of());
    }

    /**
     * For features of both kinds.
     *
     * @param numbers names of the numeric features, in the order of a row's values
     * @param texts names of the string features, in the order of a row's texts
     */
    public ReferenceProfiler(List<String> numbers, List<String> texts) {
        this.columns = numbers.stream().map(Column::new).toList();
        this.texts = texts.stream().map(StringProfiler::new).toList();
    }

    /**
     * Adds a row.
     *
     * @param values booleans as 0 and 1; NaN is a missing value
     * @param score the model's score of the row
     */
    public ReferenceProfiler add(double[] values, double score) {
        return add(values, List.of(), score);
    }

    /**
     * Adds a row with texts.
     *
     * @param texts null is a missing value
     */
    public ReferenceProfiler add(double[] values, List<@Nullable String> texts, double score) {
        scores.add(score);
        return add(values, texts);
    }

    /** Adds a row without a score. Either all rows have one or none has. */
    public ReferenceProfiler add(double[] values) {
        return add(values, List.of());
    }

    /** Adds a row with texts and without a score. */
    public ReferenceProfiler add(double[] values, List<@Nullable String> texts) {
        check(values.length, columns.size(), "values");
        check(texts.size(), this.texts.size(), "texts");
        for (var i = 0; i < values.length; i++) {
            columns.get(i).add(values[i]);
        }
        for (var i = 0; i < texts.size(); i++) {
            this.texts.get(i).add(texts.get(i));
        }
        rows++;
        return this;
    }

    private void check(int given, int features, String kind) {
        if (given != features) {
            throw new IllegalArgumentException(
                    "row " + rows + " has " + given + " " + kind + " for " + features + " features");
        }
    }

    /** The profile of all rows added. */
    public ReferenceProfile profile(String featureSetFingerprint) {
        return ReferenceProfile.newBuilder()
                .setFeatureSetFingerprint(featureSetFingerprint)
                .setRows(rows)
                .setFeatures(
                        new ArrayList<>(columns.stream().map(Column::profile).toList()))
                .setScore(scoreProfile())
                .setStrings(new ArrayList<>(
                        texts.stream().map(StringProfiler::profile).toList()))
                .build();
    }

    private @Nullable NumericProfile scoreProfile() {
        if (scores.size == 0) {
            return null;
        }
        if (scores.size != rows) {
            throw new IllegalStateException(
                    scores.size + " of " + rows + " rows have a score: give it to all or to none");
        }
        return scores.profile();
    }

    private static final class Column {
        private final String name;
        private double[] values = new double[1024];
        private int size;

        Column(String name) {
            this.name = name;
        }

        void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        NumericProfile profile() {
            return NumericProfiler.profile(name, Arrays.copyOf(values, size));
        }
    }
}
