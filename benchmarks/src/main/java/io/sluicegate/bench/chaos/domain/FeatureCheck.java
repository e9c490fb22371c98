package io.sluicegate.bench.chaos.domain;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Compares the features in the log with the features computed offline from the events. */
public final class FeatureCheck {
    private FeatureCheck() {}

    /**
     * The features of one event.
     *
     * @param where topic, partition and offset
     * @param bytes the record, encoded
     * @param text the same to be read by people
     */
    public record Row(String where, String id, ByteBuffer bytes, String text) {}

    /** Each event's features are there, and equal to the bit. */
    public static Finding equal(List<Row> offline, List<Row> online) {
        var expected = new HashMap<String, Row>();
        offline.forEach(row -> expected.put(row.id(), row));
        var faults = new ArrayList<String>();
        for (var row : online) {
            var same = expected.get(row.id());
            if (same == null || !same.bytes().equals(row.bytes())) {
                faults.add("%s, event %s: %s, offline %s"
                        .formatted(row.where(), row.id(), row.text(), same == null ? "none" : same.text()));
            }
        }
        online.forEach(row -> expected.remove(row.id()));
        expected.values().forEach(row -> faults.add("event %s has no features".formatted(row.id())));
        return new Finding("features equal the offline ones to the bit", online.size(), faults);
    }
}
