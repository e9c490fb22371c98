package io.sluicegate.runtime.service;

/** A factory that makes a stage without any I/O. */
@FunctionalInterface
public interface StageFactory {
    Stage create(StageContext context);
}
