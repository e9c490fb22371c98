package io.sluicegate.runtime.service;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task for an executor. What it throws, whatever it is, is logged, and the next run is due as planned: an executor alone keeps a
 * throwable in a future that nobody reads, and a schedule ends at the first one.
 *
 * @param name what it does, for the log
 */
public record UnendingTask(String name, Runnable task) implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(UnendingTask.class);

    @Override
    public void run() {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.atError()
                    .addKeyValue("task", name)
                    .setCause(e)
                    .log("task failed; a scheduled task runs again when it is due");
        }
    }
}
