package io.sluicegate.console;

import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFacts;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A live view of one pipeline, read from its topics. */
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
     * Calls the listener with each new record: predictions, deployments, triggers, reports, audit, heartbeats, dead letters. The
     * reading thread calls the listener as soon as it has read the record, so the listener must be quick. Close the result to stop
     * listening.
     */
    Listening listen(Consumer<Fact> listener);

    /** A listener's registration. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
