package io.sluicegate.console;

import io.sluicegate.console.domain.PipelineFacts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** The hand-over of the newest facts from the reading thread to those who wait for them. */
final class Board {
    private PipelineFacts facts;
    private Optional<String> trouble = Optional.of("the topics are still being read");

    Board(PipelineFacts facts) {
        this.facts = facts;
    }

    synchronized void post(PipelineFacts next) {
        facts = next;
        notifyAll();
    }

    synchronized void trouble(Optional<String> now) {
        trouble = now;
    }

    synchronized PipelineFacts facts() {
        return facts;
    }

    /** Why the facts are out of date; empty if they are up to date. */
    synchronized Optional<String> trouble() {
        return trouble;
    }

    synchronized PipelineFacts await(Predicate<PipelineFacts> condition, Duration limit)
            throws InterruptedException, TimeoutException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!condition.test(facts)) {
            var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new TimeoutException(
                        "the awaited facts did not come within " + limit + "; the newest facts are " + facts);
            }
            wait(left);
        }
        return facts;
    }
}
