package io.sluicegate.runtime.service;

/**
 * Why a process stops.
 *
 * @param line what happened, where, and what to do, in one line
 */
public record ExitReason(ExitCode code, String line) {}
