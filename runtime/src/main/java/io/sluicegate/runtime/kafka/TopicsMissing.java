package io.sluicegate.runtime.kafka;

import java.util.List;

/** Thrown when the cluster lacks topics that the pipeline needs. */
public final class TopicsMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicsMissing(List<String> topics) {
        super("the cluster lacks " + String.join(", ", topics)
                + "; create what is missing with 'sluicegate topics apply'");
    }
}
