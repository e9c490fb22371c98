package io.sluicegate.control.domain;

/** The topic from which a command came. The topic's ACLs are all that Kafka knows about the issuer. */
public enum Via {
    COMMANDS,
    /** Confined by ACL to those who may approve. */
    APPROVALS
}
