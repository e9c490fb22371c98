package io.sluicegate.control.domain;

import io.sluicegate.records.Deployment;

/** The progress of a preparation. */
public sealed interface Progress {

    /** An instance isn't ready yet. */
    record Waiting(String reason) implements Progress {}

    /** Every live instance is ready: this revision brings the version into force. */
    record Activated(Deployment deployment, String reason) implements Progress {}

    /** The version can't be loaded, or takes too long: this revision gives the preparation up. The versions in force stay. */
    record Aborted(Deployment deployment, String reason) implements Progress {}
}
