package io.sluicegate.runtime.kafka;

import io.sluicegate.pipeline.catalogue.TopicSpec;

/** How a topic on the cluster compares with the one that should be there. */
public sealed interface TopicDifference {
    TopicSpec topic();

    /** It is as it should be. */
    record Same(TopicSpec topic) implements TopicDifference {}

    /** It is not there. */
    record Missing(TopicSpec topic) implements TopicDifference {}

    /** It is there, with a setting that contradicts. */
    record Contradicts(TopicSpec topic, String setting, String expected, String actual) implements TopicDifference {
        @Override
        public String toString() {
            return topic.name() + ": " + setting + " is " + actual + " and should be " + expected;
        }
    }
}
