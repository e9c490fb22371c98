package io.sluicegate.enricher.domain;

/**
 * One thing that keeps a feature set from being computed over its events.
 *
 * @param owner {@code features.} and the feature's name, or {@code events}
 * @param key which of its keys is meant; empty for the whole of it
 * @param line line within the key's text, from 1; 0 where the whole text is meant
 * @param column column in that line, from 1; 0 where the whole text is meant
 * @param what what is wrong, and where it is known, what may have been meant
 */
public record FeatureProblem(String owner, String key, int line, int column, String what) {
    static final String FEATURES = "features.";

    /** What is wrong with a key, or with a text at a place in it, whoever it belongs to. */
    record Flaw(String key, int line, int column, String what) {
        Flaw(String key, String what) {
            this(key, 0, 0, what);
        }

        Flaw of(String other) {
            return new Flaw(other, line, column, what);
        }

        FeatureProblem in(String owner) {
            return new FeatureProblem(owner, key, line, column, what);
        }
    }

    /** The feature's name; empty if it is about the events. */
    public String feature() {
        return owner.startsWith(FEATURES) ? owner.substring(FEATURES.length()) : "";
    }

    @Override
    public String toString() {
        var place = key.isEmpty()
                ? owner + ": "
                : owner.startsWith(FEATURES) ? owner + ": " + key + ": " : owner + "." + key + ": ";
        return place + (column == 0 ? "" : "column " + column + ": ") + what;
    }
}
