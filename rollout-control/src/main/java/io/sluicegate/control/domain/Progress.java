package io.sluicegate.control.domain;

import io.sluicegate.records.Deployment;

/** How far a preparation has come. */
public sealed interface Progress {

    /** Not there yet. */
    record Waiting(String reason) implements Progress {}

    /** Every live instance is ready: this revision brings the version into force. */
    record Activated(Deployment deployment, String reason) implements Progress {}

    /** It can't be, or took too long: this revision gives it up. The versions in force stay. */
    record Aborted(Deployment deployment, String reason) implements Progress {}
}
