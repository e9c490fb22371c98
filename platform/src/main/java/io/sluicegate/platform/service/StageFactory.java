package io.sluicegate.platform.service;

/** Makes a stage, without any I/O. */
@FunctionalInterface
public interface StageFactory {
    Stage create(StageContext context);
}
