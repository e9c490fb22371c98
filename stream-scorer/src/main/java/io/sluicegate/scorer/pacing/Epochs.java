package io.sluicegate.scorer.pacing;

import io.micrometer.core.instrument.Timer;
import io.sluicegate.scorer.domain.EpochGuard;
import io.sluicegate.scorer.versions.ModelHolder;
import io.sluicegate.scorer.versions.Serving;
import java.time.Duration;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task's access to the serving deployment, at no revision below the highest one that the task has used. */
public final class Epochs {
    private static final String REVISION = "revision";
    private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);

    private final TaskId task;
    private final KeyValueStore<String, Long> store;
    private final ModelHolder holder;
    private final Duration patience;
    private final Timer waiting;
    private final EpochGuard guard;

    public Epochs(
            TaskId task, KeyValueStore<String, Long> store, ModelHolder holder, Duration patience, Timer waiting) {
        this.task = task;
        this.store = store;
        this.holder = holder;
        this.patience = patience;
        this.waiting = waiting;
        var used = store.get(REVISION);
        this.guard = new EpochGuard(used == null ? 0 : used);
    }

    /** The serving deployment, acquired and its revision stored; waits as {@link #serving()} does. */
    public Serving acquire() {
        var serving = serving();
        while (!serving.acquire()) { // closed meanwhile, because another one serves already
            serving = serving();
        }
        return serving;
    }

    /**
     * The serving deployment, with its revision stored; waits for a limited time until it is usable.
     *
     * @throws TaskMigratedException if it takes too long: Kafka Streams then aborts the transaction, and the thread's tasks begin
     *     anew at the last committed record. Instead of a TimeoutException, because 4.3.1 gives that to the processing exception
     *     handler, which can only skip the record or fail the thread; and instead of a TaskCorruptedException, because that commits
     *     what the task has written without its offsets, so that it is written twice
     */
    public Serving serving() {
        var current = holder.serving();
        var serving = isUsable(current) ? current : await();
        if (guard.use(serving.revision())) {
            store.put(REVISION, serving.revision());
        }
        return serving;
    }

    private boolean isUsable(Serving serving) {
        return serving.isReady() && guard.admits(serving.revision());
    }

    private Serving await() {
        var begin = System.nanoTime();
        try {
            return holder.await(this::isUsable, patience).orElseThrow(this::tooLong);
        } finally {
            waiting.record(Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private TaskMigratedException tooLong() {
        var serving = holder.serving();
        LOG.atWarn()
                .addKeyValue("task", task)
                .addKeyValue("used", guard.highest())
                .addKeyValue("read", serving.revision())
                .addKeyValue("loaded", serving.isReady())
                .log("deployment revision isn't usable on this instance in time; the task restarts at its last commit");
        return new TaskMigratedException(
                "task " + task + " gave up waiting for a deployment revision that is usable on this instance");
    }
}
