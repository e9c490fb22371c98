package io.sluicegate.bundle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bins of a string profile: one for each listed value, and a last one for all other values. */
public final class TextBins {
    private final Map<String, Integer> bins = new HashMap<>();

    /** @param values distinct */
    public TextBins(List<String> values) {
        for (var value : values) {
            bins.put(value, bins.size());
        }
    }

    /** One more than there are values. */
    public int count() {
        return bins.size() + 1;
    }

    /** The bin of a value. */
    public int of(String value) {
        return bins.getOrDefault(value, bins.size());
    }
}
