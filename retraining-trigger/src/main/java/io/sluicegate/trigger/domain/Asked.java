package io.sluicegate.trigger.domain;

import io.sluicegate.records.CommandKind;
import io.sluicegate.trigger.domain.Wish.Send;
import java.time.Instant;
import java.util.Optional;

/**
 * Which windows rollout control has been asked by. A command may be refused, or fail, so a newer window asks again; the same
 * window doesn't, for it would say the same for ever.
 *
 * @param goingBack the newest window that asked for going back from the present primary
 * @param trial the newest window that asked for something to be done about a challenger, at the revision in force
 */
public record Asked(Optional<Instant> goingBack, Optional<Instant> trial) {
    static final Asked NOTHING = new Asked(Optional.empty(), Optional.empty());

    boolean mayGoBack(Instant window) {
        return goingBack.filter(asked -> !window.isAfter(asked)).isEmpty();
    }

    boolean mayChallenge(Instant window) {
        return trial.filter(asked -> !window.isAfter(asked)).isEmpty();
    }

    /** While rollout control thinks about going back, a challenger waits for news of any kind. */
    Asked with(Send send, Optional<Instant> eventTime) {
        return send.command().getKind() == CommandKind.ROLLBACK
                ? new Asked(Optional.of(send.window()), eventTime)
                : new Asked(goingBack, Optional.of(send.window()));
    }

    /** A new primary is judged afresh, and a challenger at each new revision. */
    Asked deployed(Optional<Rollout> before, Rollout now) {
        if (before.filter(now::equals).isPresent()) {
            return this;
        }
        var isSamePrimary = before.filter(it -> it.primarySince().equals(now.primarySince()))
                .isPresent();
        return new Asked(isSamePrimary ? goingBack : Optional.empty(), Optional.empty());
    }
}
