package io.sluicegate.launcher.demo;

import io.sluicegate.runtime.service.UnendingTask;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the clock of the simulated world stand still while a stage is behind. Simulated hours pass in seconds, which the stages of a slow or
 * busy machine can't always follow; what the demo shows would then happen ever later.
 */
final class Pacemaker implements AutoCloseable {
    /** Checks that find the world waiting before the user hears of it; a few are due to the burst at its start. */
    static final int TOLD_AFTER = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Pacemaker.class);
    private static final Duration CHECK_EVERY = Duration.ofMillis(500);

    private final Lag lag;
    private final PatientClock clock;
    private final long tolerated;
    private final Consumer<String> say;
    private final ScheduledExecutorService checks =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "demo-pace"));
    private int waits;

    /** How far the stages are behind. */
    @FunctionalInterface
    interface Lag {
        /** How many records the stage that is furthest behind has still to read. */
        long records() throws ExecutionException, InterruptedException;
    }

    /**
     * @param tolerated how many records a stage may be behind
     * @param say receives a line once the world has waited for long
     */
    Pacemaker(Lag lag, PatientClock clock, long tolerated, Consumer<String> say) {
        this.lag = lag;
        this.clock = clock;
        this.tolerated = tolerated;
        this.say = say;
    }

    /** Checks from now on. */
    void start() {
        var check = new UnendingTask("pace of the demo", this::check);
        var unused = checks.scheduleWithFixedDelay(check, 0, CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets the world wait, or go on. The latter only once half of the tolerated records are left, so that the world doesn't stutter. */
    void check() {
        try {
            var behind = lag.records();
            var still = behind > (clock.isStanding() ? tolerated / 2 : tolerated);
            if (still != clock.isStanding()) {
                LOG.atInfo()
                        .addKeyValue("behind", behind)
                        .log(still ? "the world waits for the stages" : "the world goes on");
            }
            clock.stand(still);
            if (still && ++waits == TOLD_AFTER) {
                say.accept(
                        "  traffic   waits for the stages now and then: this machine can't follow the simulated world");
            }
        } catch (ExecutionException e) {
            LOG.atDebug().setCause(e).log("can't tell how far the stages are");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        checks.shutdownNow();
    }
}
