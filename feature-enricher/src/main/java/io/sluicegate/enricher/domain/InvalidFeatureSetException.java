package io.sluicegate.enricher.domain;

import java.util.List;

/** A feature set that can't be computed over its events. Names every problem, each with its place. */
public final class InvalidFeatureSetException extends RuntimeException {
    private final List<String> problems;

    InvalidFeatureSetException(List<String> problems) {
        super("The feature set does not fit its events:\n- " + String.join("\n- ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line a problem. */
    public List<String> problems() {
        return problems;
    }
}
