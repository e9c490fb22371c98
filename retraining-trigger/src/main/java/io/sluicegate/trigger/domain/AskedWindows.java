package io.sluicegate.trigger.domain;

import io.sluicegate.records.CommandKind;
import io.sluicegate.trigger.domain.Wish.Send;
import java.time.Instant;
import java.util.Optional;

/**
 * The windows that have already led to a command. A command may be refused, or fail, so a newer window asks again; the same window
 * doesn't, because its verdict never changes.
 *
 * @param goingBack the newest window that asked for a rollback of the present primary
 * @param trial the newest window that asked for a change of the candidate, at the revision in force
 */
public record AskedWindows(Optional<Instant> goingBack, Optional<Instant> trial) {
    static final AskedWindows NOTHING = new AskedWindows(Optional.empty(), Optional.empty());

    boolean mayGoBack(Instant window) {
        return goingBack.filter(asked -> !window.isAfter(asked)).isEmpty();
    }

    boolean mayChallenge(Instant window) {
        return trial.filter(asked -> !window.isAfter(asked)).isEmpty();
    }

    /** While a rollback is pending, the candidate waits for any newer window. */
    AskedWindows with(Send send, Optional<Instant> eventTime) {
        return send.command().getKind() == CommandKind.ROLLBACK
                ? new AskedWindows(Optional.of(send.window()), eventTime)
                : new AskedWindows(goingBack, Optional.of(send.window()));
    }

    /** Judging starts again for each new primary, and for a candidate at each new revision. */
    AskedWindows deployed(Optional<Rollout> before, Rollout now) {
        if (before.filter(now::equals).isPresent()) {
            return this;
        }
        var isSamePrimary = before.filter(it -> it.primarySince().equals(now.primarySince()))
                .isPresent();
        return new AskedWindows(isSamePrimary ? goingBack : Optional.empty(), Optional.empty());
    }
}
