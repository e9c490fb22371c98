package io.sluicegate.peers;

import java.io.Serializable;

/** A prediction, ready to be sent to the partition that its features came from. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Answer(byte[] key, byte[] value, int partition) implements Serializable {}
