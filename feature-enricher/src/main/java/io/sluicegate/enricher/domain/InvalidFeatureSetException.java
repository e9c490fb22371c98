package io.sluicegate.enricher.domain;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a feature set can't be computed over its events; names every problem with its place. */
public final class InvalidFeatureSetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidFeatureSetException(List<FeatureProblem> problems) {
        super(problems.stream()
                .map(FeatureProblem::toString)
                .collect(Collectors.joining("\n- ", "The feature set does not fit its events:\n- ", "")));
        this.problems = problems.stream().map(FeatureProblem::toString).toList();
    }

    /** One line per problem. */
    public List<String> problems() {
        return problems;
    }
}
