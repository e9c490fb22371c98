package io.sluicegate.console;

import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFacts;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One pipeline as its topics show it, live. */
public interface PipelineView {

    /** The newest facts; at most about a quarter of a second old while the view is followed. */
    PipelineFacts snapshot();

    /**
     * Waits until the facts meet the condition, and returns those that did.
     *
     * @throws TimeoutException when they did not within the limit
     */
    PipelineFacts await(Predicate<PipelineFacts> condition, Duration limit)
            throws InterruptedException, TimeoutException;

    /**
     * Hands on each record but predictions from now on: deployments, triggers, reports, audit, heartbeats, dead letters.
     * The listener is called on the reading thread and must be quick. Close the result to end it.
     */
    Listening listen(Consumer<Fact> listener);

    /** A listener's registration. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
