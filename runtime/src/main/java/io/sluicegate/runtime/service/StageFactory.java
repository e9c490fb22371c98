package io.sluicegate.runtime.service;

/** Makes a stage, without any I/O. */
@FunctionalInterface
public interface StageFactory {
    Stage create(StageContext context);
}
