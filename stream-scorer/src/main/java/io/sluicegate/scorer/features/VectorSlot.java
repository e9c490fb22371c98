package io.sluicegate.scorer.features;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Missing;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.scorer.onnx.InputBuffer;
import io.sluicegate.scorer.onnx.VectorElements;
import java.util.Optional;

/**
 * A feature that is a vector, as a part of an input: its elements are copied together.
 *
 * @param index the vector's place among the vectors of a row
 */
record VectorSlot(String feature, VectorForm form, int index, Input input) implements InputSlots.Check {
    void feed(FeatureRow row, InputBuffer into) {
        var bytes = row.vectors[index];
        if (bytes == null) {
            into.putMissing(form.elements());
        } else {
            into.putVector(bytes, type());
        }
    }

    private ElementType type() {
        return ElementType.of(form.element());
    }

    @Override
    public Optional<Rejection> rejection(FeatureRow row) {
        var bytes = row.vectors[index];
        if (bytes == null) {
            return input.missing().rule() == Missing.Rule.REJECT
                    ? rejection(
                            ErrorCode.MISSING_FIELD,
                            "feature '" + feature + "' has no value, which input '" + input.name() + "' refuses")
                    : Optional.empty();
        }
        if (bytes.remaining() != form.bytes()) {
            return rejection(
                    ErrorCode.WRONG_TYPE,
                    "feature '" + feature + "' has " + bytes.remaining() / type().bytes() + " elements ("
                            + bytes.remaining() + " bytes), but input '" + input.name() + "' takes " + form.elements()
                            + ", as " + form);
        }
        var unfit = VectorElements.firstUnfit(bytes, type(), input.type());
        return unfit < 0
                ? Optional.empty()
                : rejection(
                        ErrorCode.WRONG_TYPE,
                        "element " + unfit + " of feature '" + feature + "' is no "
                                + input.type().text() + " for input '" + input.name() + "'");
    }

    private static Optional<Rejection> rejection(ErrorCode code, String message) {
        return Optional.of(new Rejection(code, message));
    }
}
