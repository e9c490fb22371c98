package io.sluicegate.launcher.seeing.domain;

/** A record and its place. */
public record Found<T>(Place place, T value) {}
