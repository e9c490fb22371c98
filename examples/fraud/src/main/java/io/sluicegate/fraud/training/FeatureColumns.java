package io.sluicegate.fraud.training;

import io.sluicegate.pipeline.catalogue.ProfileKind;
import io.sluicegate.pipeline.config.FeatureSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The features that a model takes, each kind in the feature set's order.
 *
 * @param numbers the columns of its matrix
 * @param texts the strings, each an input of its own
 */
public record FeatureColumns(List<String> numbers, List<String> texts) {
    public FeatureColumns {
        numbers = List.copyOf(numbers);
        texts = List.copyOf(texts);
    }

    public static FeatureColumns of(FeatureSet featureSet) {
        return new FeatureColumns(featureSet.profiled(ProfileKind.NUMBERS), featureSet.profiled(ProfileKind.TEXTS));
    }

    /** All names: first the numbers, then the texts. */
    public List<String> names() {
        var names = new ArrayList<>(numbers);
        names.addAll(texts);
        return names;
    }

    /** The numbers of a row, given each feature's value by name. */
    public double[] numbers(Function<String, @Nullable Object> feature) {
        var values = new double[numbers.size()];
        Arrays.setAll(values, i -> number(feature.apply(numbers.get(i))));
        return values;
    }

    /** The texts of a row, given each feature's value by name; a missing text is empty. */
    public List<String> texts(Function<String, @Nullable Object> feature) {
        return texts.stream().map(name -> text(feature.apply(name))).toList();
    }

    private static double number(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1.0 : 0.0;
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static String text(@Nullable Object value) {
        return value == null ? TrainingRow.NO_TEXT : value.toString();
    }
}
