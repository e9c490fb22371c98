package io.sluicegate.scorer.stream;

import io.micrometer.core.instrument.Timer;
import io.sluicegate.scorer.domain.EpochGuard;
import io.sluicegate.scorer.versions.ModelHolder;
import io.sluicegate.scorer.versions.Serving;
import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.state.KeyValueStore;

/** Gives a task what serves, at no revision below the highest one that it has used. */
final class Epochs {
    private static final String REVISION = "revision";

    private final KeyValueStore<String, Long> store;
    private final ModelHolder holder;
    private final Duration patience;
    private final Timer waiting;
    private final EpochGuard guard;

    Epochs(KeyValueStore<String, Long> store, ModelHolder holder, Duration patience, Timer waiting) {
        this.store = store;
        this.holder = holder;
        this.patience = patience;
        this.waiting = waiting;
        var used = store.get(REVISION);
        this.guard = new EpochGuard(used == null ? 0 : used);
    }

    /**
     * What serves, acquired and remembered; waits for it, bounded.
     *
     * @throws TimeoutException if it takes too long: Kafka Streams then runs the same record again
     */
    Serving acquire() {
        var serving = holder.serving();
        while (!(isUsable(serving) && serving.acquire())) {
            serving = await();
        }
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

    private TimeoutException tooLong() {
        var serving = holder.serving();
        return new TimeoutException("revision " + Math.max(guard.highest(), serving.revision())
                + " can't be used here yet: this instance has read revision " + serving.revision()
                + (serving.isReady() ? "" : ", and a version that decides is not loaded; its status says why"));
    }
}
