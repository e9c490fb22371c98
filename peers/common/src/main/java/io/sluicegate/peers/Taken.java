package io.sluicegate.peers;

import java.io.Serializable;

/** A features record as it was polled. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Taken(byte[] key, byte[] value, int partition, long offset) implements Serializable {}
