package io.sluicegate.launcher.seeing.domain;

/**
 * Something that a person should look at.
 *
 * @param remedy what to do
 */
public record Finding(String what, String remedy) {}
