package io.sluicegate.scorer.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Missing.Rule;
import io.sluicegate.pipeline.catalogue.VectorForm;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The features of golden rows that are vectors, as the bytes of their elements. */
final class RowVectors {
    private final Map<String, VectorForm> forms;
    private final List<Map<String, ByteBuffer>> rows;
    private final List<String> problems = new ArrayList<>();

    RowVectors(Map<String, VectorForm> forms, List<Golden.Vector> golden) {
        this.forms = forms;
        this.rows = new ArrayList<>(golden.size());
        for (var row : golden) {
            rows.add(forms.isEmpty() ? Map.of() : read(row));
        }
    }

    private Map<String, ByteBuffer> read(Golden.Vector row) {
        var read = new HashMap<String, ByteBuffer>();
        forms.forEach((feature, form) -> {
            var value = row.features().get(feature);
            if (value != null && !value.isNull()) {
                read(feature, form, value, read);
            }
        });
        return read;
    }

    private void read(String feature, VectorForm form, JsonNode value, Map<String, ByteBuffer> into) {
        try {
            into.put(feature, VectorJson.bytes(form, value));
        } catch (IllegalArgumentException e) {
            problems.add("golden vector " + rows.size() + ": feature '" + feature + "': expected " + form + ", found "
                    + e.getMessage());
        }
    }

    /** The values that are no vectors of their features' forms. */
    List<String> problems() {
        return problems;
    }

    /** Whether the feature is a vector. */
    boolean has(String feature) {
        return forms.containsKey(feature);
    }

    /** Checks that the elements of a row's vector fit an input. */
    void check(int row, String feature, ModelInput input) throws RowReader.Unfit {
        var bytes = bytes(row, feature);
        var form = form(feature);
        if (bytes == null && input.missing().rule() == Rule.REJECT) {
            throw new RowReader.Unfit(
                    "feature '" + feature + "' of input '" + input.name() + "': expected " + form + ", found null");
        }
        var unfit = bytes == null ? -1 : VectorElements.firstUnfit(bytes, type(form), input.type());
        if (unfit >= 0) {
            throw new RowReader.Unfit("feature '" + feature + "' of input '" + input.name() + "': element " + unfit
                    + " is no " + input.type().text());
        }
    }

    /** Puts the elements of a row's vector. */
    void put(int row, String feature, InputBuffer into) {
        var bytes = bytes(row, feature);
        var form = form(feature);
        if (bytes == null) {
            into.putMissing(form.elements());
        } else {
            into.putVector(bytes, type(form));
        }
    }

    private @Nullable ByteBuffer bytes(int row, String feature) {
        return rows.get(row).get(feature);
    }

    private VectorForm form(String feature) {
        return Objects.requireNonNull(forms.get(feature));
    }

    private static ElementType type(VectorForm form) {
        return ElementType.of(form.element());
    }
}
