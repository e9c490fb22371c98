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
 * @param trial the newest window that asked for something to be done about a candidate, at the revision in force
 */
public record AskedWindows(Optional<Instant> goingBack, Optional<Instant> trial) {
    static final AskedWindows NOTHING = new AskedWindows(Optional.empty(), Optional.empty());

    boolean mayGoBack(Instant window) {
        return goingBack.filter(asked -> !window.isAfter(asked)).isEmpty();
    }

    boolean mayChallenge(Instant window) {
        return trial.filter(asked -> !window.isAfter(asked)).isEmpty();
    }

    /** While rollout control thinks about going back, a candidate waits for news of any kind. */
    AskedWindows with(Send send, Optional<Instant> eventTime) {
        return send.command().getKind() == CommandKind.ROLLBACK
                ? new AskedWindows(Optional.of(send.window()), eventTime)
                : new AskedWindows(goingBack, Optional.of(send.window()));
    }

    /** A new primary is judged afresh, and a candidate at each new revision. */
    AskedWindows deployed(Optional<Rollout> before, Rollout now) {
        if (before.filter(now::equals).isPresent()) {
            return this;
        }
        var isSamePrimary = before.filter(it -> it.primarySince().equals(now.primarySince()))
                .isPresent();
        return new AskedWindows(isSamePrimary ? goingBack : Optional.empty(), Optional.empty());
    }
}
