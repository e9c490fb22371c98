package io.sluicegate.scorer.trees;

/** The answers of a regressor. Of several targets, one to which no leaf has added is 0, whatever its base value. */
final class TargetAnswers extends Answers {
    private final double trees;

    TargetAnswers(Ensemble ensemble) {
        super(ensemble);
        this.trees = rounding.of(ensemble.roots().length);
    }

    @Override
    int finish(Totals totals, int row) {
        for (var target = 0; target < numbers.length; target++) {
            numbers[target] = finished(totals, row, target);
        }
        if (numbers.length > 1) { // a single number isn't transformed
            Transforms.apply(ensemble.transform(), numbers);
        }
        return 0;
    }

    private double finished(Totals totals, int row, int target) {
        if (numbers.length > 1 && !totals.has(row, target)) {
            return 0;
        }
        var hasBase = ensemble.base().length == numbers.length;
        var base = hasBase ? ensemble.base()[target] : 0;
        var total = totals.of(row, target);
        return switch (ensemble.aggregate()) {
            case AVERAGE -> {
                var mean = rounding.of(total / trees);
                yield hasBase || numbers.length == 1 ? sum(mean, base) : mean; // -0 stays -0
            }
            case SUM -> sum(total, base);
            default -> totals.has(row, target) ? sum(base, total) : base;
        };
    }
}
