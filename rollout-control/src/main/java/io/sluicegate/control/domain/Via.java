package io.sluicegate.control.domain;

/** The topic by which a command came: who may append to it is what Kafka knows of whoever issued the command. */
public enum Via {
    COMMANDS,
    /** Confined by ACL to those who may approve. */
    APPROVALS
}
