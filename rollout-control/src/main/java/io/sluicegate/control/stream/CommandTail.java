package io.sluicegate.control.stream;

import io.sluicegate.records.ModelCommand;
import java.util.Map;

/** Reads ahead in the log of commands. */
@FunctionalInterface
public interface CommandTail {

    /** Reads from the offset up to the log's present end. */
    Unread from(long offset);

    /**
     * The part of the log that was read ahead.
     *
     * @param end the offset behind the part's last record
     * @param withdrawals the part's WITHDRAW commands by their offsets, in order
     */
    record Unread(long end, Map<Long, ModelCommand> withdrawals) {}
}
