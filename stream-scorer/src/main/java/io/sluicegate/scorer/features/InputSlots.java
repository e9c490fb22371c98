package io.sluicegate.scorer.features;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.ElementType.Kind;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Missing;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.scorer.features.FeatureLayout.Column;
import io.sluicegate.scorer.onnx.InputBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The places of a model's inputs in rows of one layout, or the reason why the rows lack them. */
public final class InputSlots {
    private final List<List<Run>> inputs;
    private final List<Check> checks;
    private final Optional<Rejection> rejection;

    /** A check of a row's values. */
    sealed interface Check permits ValueCheck, VectorSlot {
        /** Why the model can't be fed the row; empty if the checked values fit. */
        Optional<Rejection> rejection(FeatureRow row);
    }

    /**
     * Values of one type that stand side by side in a row, and fill an input side by side; or one vector. One class instead of two
     * under an interface, because this is called for each run of each row.
     */
    private record Run(FeatureDefinition.Type type, int from, int count, Optional<VectorSlot> vector) {
        void feed(FeatureRow row, InputBuffer into) {
            switch (type) {
                case DOUBLE -> into.putDoubles(row.doubles, from, count);
                case LONG, BOOLEAN -> into.putIntegers(row.integers, row.absent, from, count);
                default -> feedOther(row, into);
            }
        }

        private void feedOther(FeatureRow row, InputBuffer into) {
            if (vector.isPresent()) {
                vector.get().feed(row, into);
            } else {
                into.putTexts(row.texts, from, count);
            }
        }
    }

    /** A feature whose value may not fit its input. */
    private record ValueCheck(String feature, Column column, Input input) implements Check {
        @Override
        public Optional<Rejection> rejection(FeatureRow row) {
            var type = input.type();
            if (isMissing(row)) {
                return input.missing().rule() == Missing.Rule.REJECT
                        ? rejection(ErrorCode.MISSING_FIELD, "has no value, which input '" + input.name() + "' refuses")
                        : Optional.empty();
            }
            if (column.kind() == FeatureDefinition.Type.DOUBLE && !isWhole(row.doubles[column.index()], type)) {
                return unfit(Double.toString(row.doubles[column.index()]));
            }
            var whole = column.kind() == FeatureDefinition.Type.LONG || column.kind() == FeatureDefinition.Type.BOOLEAN;
            return whole && !isInRange(row.integers[column.index()], type)
                    ? unfit(Long.toString(row.integers[column.index()]))
                    : Optional.empty();
        }

        private boolean isMissing(FeatureRow row) {
            return switch (column.kind()) {
                case DOUBLE -> !Double.isFinite(row.doubles[column.index()]);
                case LONG, BOOLEAN -> row.absent[column.index()];
                case STRING -> row.texts[column.index()] == null;
                case VECTOR -> row.vectors[column.index()] == null;
            };
        }

        private static boolean isWhole(double value, ElementType type) {
            return type.kind() == Kind.FLOATING
                    || (value == Math.rint(value) && Math.abs(value) <= 1L << 53 && isInRange((long) value, type));
        }

        private static boolean isInRange(long value, ElementType type) {
            return switch (type.kind()) {
                case INTEGER, UNSIGNED -> value >= type.smallest() && value <= type.largest();
                case BOOLEAN -> value == 0 || value == 1;
                default -> true;
            };
        }

        private Optional<Rejection> unfit(String value) {
            return rejection(
                    ErrorCode.WRONG_TYPE,
                    "is " + value + ", which is no " + input.type().text() + " for input '" + input.name() + "'");
        }

        private Optional<Rejection> rejection(ErrorCode code, String what) {
            return Optional.of(new Rejection(code, "feature '" + feature + "' " + what));
        }
    }

    private InputSlots(List<List<Run>> inputs, List<Check> checks, Optional<Rejection> rejection) {
        this.inputs = inputs;
        this.checks = checks;
        this.rejection = rejection;
    }

    static InputSlots of(Manifest manifest, Function<String, Column> columns) {
        var vectors = manifest.vectors();
        var inputs = new ArrayList<List<Run>>();
        var checks = new ArrayList<Check>();
        for (var input : manifest.inputs()) {
            var runs = new ArrayList<Run>();
            for (var feature : input.features()) {
                var form = vectors.get(feature);
                if (form == null) {
                    add(feature, columns.apply(feature), input, runs, checks);
                } else {
                    var slot =
                            new VectorSlot(feature, form, columns.apply(feature).index(), input);
                    runs.add(new Run(FeatureDefinition.Type.VECTOR, slot.index(), 1, Optional.of(slot)));
                    checks.add(slot);
                }
            }
            inputs.add(List.copyOf(runs));
        }
        return new InputSlots(List.copyOf(inputs), List.copyOf(checks), Optional.empty());
    }

    /** Adds a value to the last run if it stands beside it, and else as a new run. */
    private static void add(String feature, Column column, Input input, List<Run> runs, List<Check> checks) {
        var last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null && last.type() == column.kind() && last.from() + last.count() == column.index()) {
            runs.set(runs.size() - 1, new Run(last.type(), last.from(), last.count() + 1, Optional.empty()));
        } else {
            runs.add(new Run(column.kind(), column.index(), 1, Optional.empty()));
        }
        var check = new ValueCheck(feature, column, input);
        if (isNeeded(check)) {
            checks.add(check);
        }
    }

    /** Whether some value of the feature's type doesn't fit the input. */
    private static boolean isNeeded(ValueCheck check) {
        var type = check.input().type();
        return check.input().missing().rule() == Missing.Rule.REJECT
                || (type.kind() == Kind.BOOLEAN && check.column().kind() != FeatureDefinition.Type.BOOLEAN)
                || (type.isInteger()
                        && check.column().kind() != FeatureDefinition.Type.BOOLEAN
                        && !(type == ElementType.INT64 && check.column().kind() == FeatureDefinition.Type.LONG));
    }

    /** Places in an unusable layout; combines all rejections under the code of the first. */
    static InputSlots unusable(List<Rejection> rejections) {
        var messages = rejections.stream().map(Rejection::message).collect(Collectors.joining("; "));
        return new InputSlots(
                List.of(),
                List.of(),
                Optional.of(new Rejection(rejections.get(0).code(), messages)));
    }

    /** Why the model can't be fed rows of the layout; empty if it can. */
    public Optional<Rejection> rejection() {
        return rejection;
    }

    /** Why the model can't be fed this row; empty if it can. */
    public Optional<Rejection> rejection(FeatureRow row) {
        if (rejection.isEmpty()) {
            for (var check : checks) {
                var found = check.rejection(row);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return rejection;
    }

    /** Puts a row's values into the model's inputs. */
    public void feed(FeatureRow row, List<InputBuffer> into) {
        for (var i = 0; i < inputs.size(); i++) {
            for (var run : inputs.get(i)) {
                run.feed(row, into.get(i));
            }
        }
    }
}
