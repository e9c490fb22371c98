package io.sluicegate.console.domain;

import io.sluicegate.records.InstanceStatus;

/** A scorer instance as its last heartbeat shows it. */
public record Instance(InstanceStatus status, State state) {

    /** Whether the instance is alive. */
    public enum State {
        /** The last heartbeat is younger than ten seconds. */
        ALIVE,
        /** The instance said that it was stopping. */
        LEFT,
        /** The heartbeats ended without a word. */
        SILENT
    }
}
