package io.sluicegate.scorer.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.bundle.Calibration;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Place;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.scorer.tensors.ElementsBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model's outputs for the rows of one batch, copied from native memory. */
public final class Outputs {
    private final Manifest.Output manifest;
    private final int callRows;
    private final List<List<OutputColumns>> calls;
    private final int score;
    private final int label;
    private final int probabilities;

    /**
     * @param names the outputs' names, in the order of a call's columns
     * @param callRows how many of the rows each call but the last has answered
     * @param calls the columns of each call
     */
    Outputs(Manifest.Output manifest, List<String> names, int callRows, List<List<OutputColumns>> calls) {
        this.manifest = manifest;
        this.callRows = callRows;
        this.calls = calls;
        this.score = manifest.score().map(it -> names.indexOf(it.output())).orElse(-1);
        this.label = manifest.label().map(names::indexOf).orElse(-1);
        this.probabilities =
                manifest.probabilities().map(it -> names.indexOf(it.output())).orElse(-1);
    }

    private OutputColumns columns(int row, int output) {
        return calls.get(row / callRows).get(output);
    }

    /** Whether the model gives scores. */
    public boolean hasScore() {
        return score >= 0;
    }

    /** The score of a row, calibrated where the manifest says how. */
    public double score(int row) {
        var raw = rawScore(row);
        Calibration calibration = manifest.calibration().orElse(null);
        return calibration == null ? raw : calibration.calibrate(raw);
    }

    /** The score of a row as the model gives it. */
    public double rawScore(int row) {
        var columns = columns(row, score);
        var place = manifest.score().orElseThrow().place();
        var inCall = row % callRows;
        if (place instanceof Place.Index index) {
            return index.index() < columns.width(inCall) ? columns.number(inCall, index.index()) : Double.NaN;
        }
        return place instanceof Place.Key key ? columns.number(inCall, key.key()) : highest(columns, inCall);
    }

    private static double highest(OutputColumns columns, int row) {
        var highest = Double.NEGATIVE_INFINITY;
        for (var index = 0; index < columns.width(row); index++) {
            highest = Math.max(highest, columns.number(row, index)); // NaN stays
        }
        return highest;
    }

    /** The class that the model chose for a row; null if the manifest names no output for it. */
    public @Nullable String label(int row) {
        return label < 0 ? null : columns(row, label).text(row % callRows);
    }

    /** Writes the probabilities of a row: the entries of a map. */
    public void writeProbabilities(int row, BinaryOutput out) {
        if (probabilities >= 0) {
            var columns = columns(row, probabilities);
            var inCall = row % callRows;
            var width = columns.width(inCall);
            if (width > 0) {
                out.writeLong(width);
                for (var index = 0; index < width; index++) {
                    out.writeString(className(columns, inCall, index));
                    out.writeDouble(columns.number(inCall, index));
                }
            }
        }
        out.writeEnd();
    }

    private String className(OutputColumns columns, int row, int index) {
        var classes = manifest.probabilities().orElseThrow().classes();
        return index < classes.size() ? classes.get(index) : columns.key(row, index);
    }

    /** Writes all outputs of a row: the items of an array of {@link io.sluicegate.records.ModelOutput}. */
    public void write(int row, BinaryOutput out) {
        var columns = calls.get(row / callRows);
        var records = 0;
        for (var output : columns) {
            records += output.records(row % callRows);
        }
        if (records > 0) {
            out.writeLong(records);
            for (var output : columns) {
                output.write(row % callRows, out);
            }
        }
        out.writeEnd();
    }

    /** All outputs of a row by name: arrays in the shape of a row's part, or an object for a map. */
    public ObjectNode json(int row) {
        var object = OutputColumns.JSON.objectNode();
        calls.get(row / callRows).forEach(output -> object.set(output.name, output.json(row % callRows)));
        return object;
    }

    /** A row's part of an output; null if the model has no such output. */
    public @Nullable JsonNode json(int row, String output) {
        return calls.get(row / callRows).stream()
                .filter(columns -> columns.name.equals(output))
                .findFirst()
                .map(columns -> columns.json(row % callRows))
                .orElse(null);
    }

    /** The position of an output among all. */
    int place(String output) {
        return calls.get(0).stream().map(columns -> columns.name).toList().indexOf(output);
    }

    /** The shape of a row in the output at a position. */
    long[] rowShape(int row, int output) {
        return columns(row, output).rowShape();
    }

    /** Appends a row of the output at a position. */
    void append(int row, int output, ElementsBuilder into) {
        columns(row, output).append(row % callRows, into);
    }

    /** Whether a row has the same outputs as another batch's row, numbers within the tolerance. */
    boolean equal(int row, Outputs other, int otherRow, double tolerance) {
        var mine = calls.get(row / callRows);
        var others = other.calls.get(otherRow / other.callRows);
        for (var output = 0; output < mine.size(); output++) {
            if (!mine.get(output).equal(row % callRows, others.get(output), otherRow % other.callRows, tolerance)) {
                return false;
            }
        }
        return true;
    }
}
