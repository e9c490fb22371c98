package io.sluicegate.console.domain;

import io.sluicegate.records.InstanceStatus;

/** A scorer instance as its last heartbeat shows it. */
public record Instance(InstanceStatus status, State state) {

    /** Whether it can still be counted on. */
    public enum State {
        /** Its heartbeat is younger than ten seconds. */
        ALIVE,
        /** It said that it was leaving. */
        LEFT,
        /** It fell silent without saying so. */
        SILENT
    }
}
