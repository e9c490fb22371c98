package io.sluicegate.runtime.kafka;

import io.sluicegate.pipeline.catalogue.TopicSpec;

/** The result of comparing a topic on the cluster with the expected one. */
public sealed interface TopicDifference {
    TopicSpec topic();

    /** The topic is as expected. */
    record Same(TopicSpec topic) implements TopicDifference {}

    /** The topic doesn't exist. */
    record Missing(TopicSpec topic) implements TopicDifference {}

    /** The topic exists, with a setting that contradicts the expected one. */
    record Contradicts(TopicSpec topic, String setting, String expected, String actual) implements TopicDifference {
        @Override
        public String toString() {
            return topic.name() + ": " + setting + " is " + actual + " and should be " + expected;
        }
    }
}
