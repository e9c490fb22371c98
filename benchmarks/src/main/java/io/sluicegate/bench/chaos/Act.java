package io.sluicegate.bench.chaos;

import io.sluicegate.bench.chaos.domain.Fault;
import io.sluicegate.records.DriftScope;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The main part of a run: traffic and commands go on while the faults strike, then the run winds down. */
record Act(Traffic traffic, Rollouts rollouts, Strikes strikes, LogWatch watch, Keeper keeper, Consumer<String> tell) {
    private static final Duration ANSWERS = Duration.ofMinutes(2);
    private static final Duration REPORTS = Duration.ofMinutes(1);

    /** Returns the event time that every partition reaches at the end. */
    Instant play(List<Fault> plan) throws Exception {
        traffic.start();
        rollouts.start();
        for (var fault : plan) {
            strikes.strike(fault);
        }
        rollouts.stop();
        awaitTrigger();
        var end = traffic.finish();
        rest(end);
        tell.accept("%d events sent; checking the log".formatted(traffic.sent()));
        if (traffic.failure() != null) {
            tell.accept("Some traffic could not be sent: " + traffic.failure());
        }
        return end.watermark();
    }

    /** Waits for a trigger: a primary must stay for a whole window before one is written, and the rollouts may have prevented that. */
    private void awaitTrigger() throws InterruptedException {
        if (!watch.await(() -> watch.triggers() > 0, REPORTS)) {
            tell.accept("No retraining trigger within %d s of steady traffic".formatted(REPORTS.toSeconds()));
        }
    }

    private void rest(Traffic.Ending end) throws IOException, InterruptedException {
        if (!watch.await(() -> watch.open() == 0, ANSWERS)) {
            keeper.stall("%d events have no answer after %d s".formatted(watch.open(), ANSWERS.toSeconds()));
        }
        var reported = watch.await(
                () -> watch.reported(DriftScope.FEATURE, Visits.windowEnd(end.events()))
                        && watch.reported(DriftScope.PREDICTION, Visits.windowEnd(end.events()))
                        && watch.reported(DriftScope.OUTCOME, Visits.windowEnd(end.labels())),
                REPORTS);
        if (!reported) {
            keeper.stall("the last drift windows have no report after %d s".formatted(REPORTS.toSeconds()));
        }
    }
}
