package io.sluicegate.runtime.service;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task for an executor that logs every throwable and stays scheduled. An executor alone keeps the throwable in a future that
 * nobody reads, and ends the schedule.
 *
 * @param name names the task in the log
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
