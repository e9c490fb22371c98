package io.sluicegate.launcher.control;

import io.sluicegate.launcher.control.EffectState.Preparing;
import io.sluicegate.launcher.control.EffectState.Spreading;
import io.sluicegate.launcher.control.EffectState.Undecided;
import java.time.Duration;
import java.util.Optional;

/** How long a command waits in each state. Rollout control ends a preparation itself, so that limit is for when nobody does. */
final class Patience {
    static final Duration DECISION = Duration.ofSeconds(15);
    static final Duration READING = Duration.ofSeconds(30);
    /** An instance reports every second, so one that lives is known long before. */
    static final Duration NOBODY = Duration.ofSeconds(10);

    private final Optional<Duration> limit;
    private Optional<Class<?>> state = Optional.empty();
    private long since;

    /** @param limit what the user sets instead of the limits of the states after the decision */
    Patience(Optional<Duration> limit) {
        this.limit = limit;
    }

    /** How long the state has lasted. */
    Duration lasts(EffectState now, long nanos) {
        if (state.filter(now.getClass()::equals).isEmpty()) {
            state = Optional.of(now.getClass());
            since = nanos;
        }
        return Duration.ofNanos(nanos - since);
    }

    Duration atMost(EffectState now) {
        return now instanceof Undecided ? DECISION : limit.orElseGet(() -> usual(now));
    }

    private static Duration usual(EffectState now) {
        if (now instanceof Spreading spreading && spreading.live().isEmpty()) {
            return NOBODY;
        }
        return now instanceof Preparing preparing
                ? Duration.between(
                                preparing.preparation().getSince(),
                                preparing.preparation().getDeadline())
                        .plus(READING)
                : READING;
    }
}
