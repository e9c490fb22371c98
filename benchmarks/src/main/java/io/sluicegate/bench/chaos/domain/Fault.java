package io.sluicegate.bench.chaos.domain;

import java.time.Duration;

/**
 * Something that shall go wrong.
 *
 * @param kind what
 * @param target the service or the broker that it strikes
 * @param moment in the middle of what
 * @param lasts until it is started again, or goes on
 * @param pause how long all is left in peace before it
 */
public record Fault(Kind kind, String target, Moment moment, Duration lasts, Duration pause) {

    /** What goes wrong. */
    public enum Kind {
        /** SIGKILL, and a new start. */
        KILL,
        /** SIGTERM, and a new start. */
        TERM,
        /** SIGSTOP, and SIGCONT. */
        FREEZE,
        /** Another instance comes. */
        JOIN,
        /** An instance leaves in good order, for good. */
        LEAVE;

        /** Whether it hurts. */
        public boolean kills() {
            return this != JOIN && this != LEAVE;
        }
    }

    /** In the middle of what. */
    public enum Moment {
        /** Of anything. */
        ANY,
        /** Of the preparation of a version. */
        PREPARATION,
        /** Of a rollback: between the command and what comes of it. */
        ROLLBACK,
        /** Of the closing of a drift window: as soon as its first report is there. */
        CLOSE
    }

    public boolean strikesBroker() {
        return target.startsWith("broker-");
    }
}
