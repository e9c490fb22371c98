package io.sluicegate.scorer.trees;

import java.util.List;
import java.util.stream.Stream;

/**
 * The answers of a classifier. With two classes ONNX Runtime tells several cases apart: whether leaves have weights for one class or for both,
 * whether a weight is negative, and how many base values there are. A class to which no leaf has added is 0, whatever its base value.
 */
final class ClassAnswers extends Answers {
    private static final double HALF = 0.5;

    private final boolean ofOneClass;
    private final boolean allPositive;

    ClassAnswers(Ensemble ensemble) {
        super(ensemble);
        this.ofOneClass = ensemble.targets() == 2
                && weights(ensemble)
                                .mapToInt(Ensemble.Weight::target)
                                .distinct()
                                .count()
                        == 1;
        this.allPositive = weights(ensemble).noneMatch(weight -> weight.value() < 0);
    }

    private static Stream<Ensemble.Weight> weights(Ensemble ensemble) {
        return ensemble.nodes().stream().flatMap(node -> node.weights().stream());
    }

    @Override
    int finish(Totals totals, int row) {
        for (var target = 0; target < numbers.length; target++) {
            numbers[target] = totals.of(row, target);
        }
        return numbers.length == 2 ? ofTwo(totals.has(row, 0), totals.has(row, 1)) : ofMany(totals, row);
    }

    private int ofMany(Totals totals, int row) {
        var base = ensemble.base();
        var chosen = -1;
        for (var target = 0; target < numbers.length; target++) {
            var has = target < base.length || totals.has(row, target);
            if (target < base.length) {
                numbers[target] = totals.has(row, target) ? sum(numbers[target], base[target]) : base[target];
            }
            if (has && (chosen < 0 || numbers[target] > numbers[chosen])) {
                chosen = target;
            }
        }
        Transforms.apply(ensemble.transform(), numbers);
        return Math.max(0, chosen);
    }

    private int ofTwo(boolean hasFirst, boolean hasSecond) {
        var base = ensemble.base();
        if (base.length == 2 && hasSecond) {
            numbers[1] = sum(base[1], numbers[0]);
            numbers[0] = -numbers[1];
        } else if (base.length > 0) {
            numbers[0] = sum(numbers[0], base[0]);
        }
        var weight = hasSecond ? numbers[1] : hasFirst ? numbers[0] : 0;
        var positive = weight > (ofOneClass && allPositive ? HALF : 0);
        if (hasSecond || base.length == 2) {
            numbers[0] = hasFirst ? numbers[0] : 0;
            Transforms.apply(ensemble.transform(), numbers);
        } else {
            split(numbers[0]);
        }
        return positive ? 1 : 0;
    }

    /**
     * The classes as they are named in the label. Where leaves have weights for both of two classes, ONNX Runtime gives 1 and 0 instead of the
     * classes' own numbers.
     */
    @Override
    List<Object> labels() {
        var numbered =
                ensemble.targets() == 2 && !ofOneClass && ensemble.labels().get(0) instanceof Long;
        return numbered ? List.of(0L, 1L) : ensemble.labels();
    }

    /** Makes two numbers of the one that there is. */
    private void split(double number) {
        if (ensemble.transform() == Transform.LOGISTIC) {
            numbers[0] = Transforms.logistic((float) -number);
            numbers[1] = Transforms.logistic((float) number);
        } else {
            numbers[0] = ofOneClass && allPositive ? rounding.of(1 - number) : -number;
            numbers[1] = number;
        }
    }
}
