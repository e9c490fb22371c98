package io.sluicegate.runtime.service;

/**
 * The reason why a process stops.
 *
 * @param line what happened, where, and what to do, in one line
 */
public record ExitReason(ExitCode code, String line) {}
