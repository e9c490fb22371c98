package io.sluicegate.fraud.training;

import io.sluicegate.pipeline.config.FeatureSet;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The features of a set that a model can take as numbers, in the set's order. */
public record FeatureColumns(List<String> names) {
    public FeatureColumns {
        names = List.copyOf(names);
    }

    public static FeatureColumns of(FeatureSet featureSet) {
        return new FeatureColumns(featureSet.numbers());
    }

    /** A row of values, given each feature's value by name. */
    public double[] values(Function<String, @Nullable Object> feature) {
        var values = new double[names.size()];
        Arrays.setAll(values, i -> number(feature.apply(names.get(i))));
        return values;
    }

    private static double number(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1.0 : 0.0;
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
