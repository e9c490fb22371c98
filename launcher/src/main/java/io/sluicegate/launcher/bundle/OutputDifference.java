package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How far one output's values of two models are apart, over rows. */
final class OutputDifference {
    private final double tolerance;
    private long rows;
    private long rowsBeyond;
    private long numbers;
    private double sum;
    private double largest;

    /** @param tolerance how far two numbers may be apart */
    OutputDifference(double tolerance) {
        this.tolerance = tolerance;
    }

    /** Compares a row's values: numbers by their distance, all else for equality. */
    void add(JsonNode one, JsonNode other) {
        rows++;
        if (distance(one, other) > tolerance) {
            rowsBeyond++;
        }
    }

    /** The greatest distance of two numbers; infinite where the values can't be subtracted and aren't equal. */
    private double distance(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            var distance = Math.abs(one.doubleValue() - other.doubleValue());
            numbers++;
            sum += distance;
            largest = Math.max(largest, distance);
            return distance;
        }
        if (one.isContainerNode() && one.getNodeType() == other.getNodeType() && one.size() == other.size()) {
            return ofElements(one, other);
        }
        return one.equals(other) ? 0 : Double.POSITIVE_INFINITY;
    }

    private double ofElements(JsonNode one, JsonNode other) {
        var greatest = 0.0;
        if (one.isObject()) {
            for (var entry : one.properties()) {
                greatest = Math.max(greatest, distance(entry.getValue(), other.path(entry.getKey())));
            }
            return greatest;
        }
        for (var i = 0; i < one.size(); i++) {
            greatest = Math.max(greatest, distance(one.get(i), other.get(i)));
        }
        return greatest;
    }

    /** The share of rows with a value beyond the tolerance. */
    double share() {
        return rows == 0 ? 0 : (double) rowsBeyond / rows;
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        if (numbers > 0) {
            json.put("max", largest).put("mean", sum / numbers);
        }
        return json.put("rows", rows).put("beyond", rowsBeyond).put("share", share());
    }
}
