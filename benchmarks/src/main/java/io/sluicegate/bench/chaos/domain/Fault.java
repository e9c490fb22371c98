package io.sluicegate.bench.chaos.domain;

import java.time.Duration;
import java.util.Set;

/**
 * A planned fault.
 *
 * @param kind what
 * @param target the service, the broker or the part of the system that it strikes
 * @param moment in the middle of what
 * @param lasts until it is set right again
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
        LEAVE,
        /** The events get a new schema, which the declared compatibility allows. */
        EVOLVE,
        /** The events get a new schema, and the registry that the services ask doesn't know it for a while. */
        LAG,
        /** An operator gives the command that ends a trial twice. */
        REPEAT,
        /** An operator and a policy roll the same version back at the same moment. */
        RACE,
        /** The bundle of the previous version is away, all scorers are killed, and a rollback is asked for. */
        LOSE;

        private static final Set<Kind> KILLS = Set.of(KILL, TERM, FREEZE);
        private static final Set<Kind> COMINGS = Set.of(JOIN, LEAVE);

        /** Whether it strikes a process. */
        public boolean kills() {
            return KILLS.contains(this);
        }

        /** Whether it is neither: a hardship that leaves the processes alone, or strikes several. */
        public boolean isHardship() {
            return !kills() && !COMINGS.contains(this);
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
