package io.sluicegate.enricher.domain;

/**
 * A problem that keeps a feature set from being computed over its events.
 *
 * @param owner {@code features.} and the feature's name, or {@code events}
 * @param key the key concerned; empty for the feature or the events as a whole
 * @param line line within the key's text, from 1; 0 for the whole text
 * @param column column in that line, from 1; 0 for the whole text
 * @param what the problem in words, with a suggestion if there is one
 */
public record FeatureProblem(String owner, String key, int line, int column, String what) {
    static final String FEATURES = "features.";

    /** A problem of a key or of a place in its text, without its owner. */
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

    /** The feature's name; empty if the problem concerns the events. */
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
