package io.sluicegate.bench.chaos.domain;

import java.util.List;

/**
 * One wish that was given as several commands, all decided at the same revision.
 *
 * @param what the wish, in words
 * @param commandIds ids of the commands
 */
public record Repeated(String what, List<String> commandIds) {
    public Repeated {
        commandIds = List.copyOf(commandIds);
    }
}
