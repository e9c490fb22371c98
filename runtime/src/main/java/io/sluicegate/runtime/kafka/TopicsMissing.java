package io.sluicegate.runtime.kafka;

import java.util.List;

/** Topics that the pipeline needs are not there. */
public final class TopicsMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicsMissing(List<String> topics) {
        super("the cluster lacks " + String.join(", ", topics)
                + "; create what is missing with 'sluicegate topics apply'");
    }
}
