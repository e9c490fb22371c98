package io.sluicegate.launcher.seeing.domain;

import io.sluicegate.records.ModelOutput;
import io.sluicegate.records.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A prediction of the log compared with one that was computed again: what the model answered, not when or under which revision.
 *
 * @param sameText whether outcome, reason, class, verdict, strings and whole numbers are the same
 * @param sameBits whether all floating-point numbers have the same bits, too
 * @param greatest the greatest difference of two floating-point numbers; NaN if they can't be compared
 */
public record ReplayComparison(boolean sameText, boolean sameBits, double greatest) {

    public static ReplayComparison of(Prediction logged, Prediction again) {
        var numbers = numbers(logged);
        var others = numbers(again);
        var sameText = text(logged).equals(text(again)) && numbers.size() == others.size();
        return new ReplayComparison(
                sameText,
                sameText && bits(numbers).equals(bits(others)),
                sameText ? greatest(numbers, others) : Double.NaN);
    }

    /** Whether the answers are the same but for a difference of numbers up to the tolerance. */
    public boolean isWithin(double tolerance) {
        return sameText && greatest <= tolerance;
    }

    private static List<Object> text(Prediction prediction) {
        var text = new ArrayList<Object>();
        text.add(prediction.getOutcome());
        text.add(Objects.requireNonNullElse(prediction.getReason(), ""));
        text.add(Objects.requireNonNullElse(prediction.getLabel(), ""));
        text.add(String.valueOf(prediction.getPositive()));
        text.add(prediction.getScore() == null);
        text.add(prediction.getDefinitions());
        text.add(new TreeMap<>(prediction.getProbabilities()).keySet());
        for (var output : prediction.getOutputs()) {
            text.add(output.getName());
            text.add(output.getValues().size());
            text.addAll(parts(output));
        }
        return text;
    }

    private static List<Object> parts(ModelOutput output) {
        return List.of(output.getIntegers(), output.getTexts(), output.getKeys(), output.getShape());
    }

    private static List<Double> numbers(Prediction prediction) {
        var numbers = new ArrayList<Double>();
        @Nullable Double score = prediction.getScore();
        if (score != null) {
            numbers.add(score);
        }
        numbers.addAll(new TreeMap<>(prediction.getProbabilities()).values());
        prediction.getOutputs().forEach(output -> numbers.addAll(output.getValues()));
        return numbers;
    }

    private static List<Long> bits(List<Double> numbers) {
        return map(numbers, Double::doubleToRawLongBits);
    }

    private static <T> List<T> map(List<Double> numbers, Function<Double, T> change) {
        return numbers.stream().map(change).toList();
    }

    private static double greatest(List<Double> numbers, List<Double> others) {
        var greatest = 0.0;
        for (var i = 0; i < numbers.size(); i++) {
            greatest = Math.max(greatest, difference(numbers.get(i), others.get(i)));
        }
        return greatest;
    }

    /** Zero for two equal infinities and for two NaN, which have no other difference. */
    private static double difference(double number, double other) {
        return Double.compare(number, other) == 0 ? 0 : Math.abs(number - other);
    }
}
