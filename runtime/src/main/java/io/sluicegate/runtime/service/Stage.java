package io.sluicegate.runtime.service;

import io.javalin.config.RoutesConfig;
import java.util.concurrent.CompletableFuture;

/**
 * One part of the loop. Constructors do no I/O. {@link #start()} may do I/O, and is called again when it threw {@link
 * io.sluicegate.runtime.kafka.RegistryUnavailable} or {@link FolderUnwritable}.
 */
public interface Stage extends AutoCloseable {
    String name();

    /** Starts and returns; {@link #readiness()} says when the stage does its work. */
    void start();

    Readiness readiness();

    /** The pipeline of the stage, or {@link io.sluicegate.pipeline.catalogue.Metric#ALL_PIPELINES}. */
    String pipeline();

    /** Completes if the stage stops by itself. */
    default CompletableFuture<ExitReason> stopped() {
        return new CompletableFuture<>();
    }

    /** Adds the stage's own HTTP routes; called once, before the start. */
    default void routes(RoutesConfig routes) {}

    /** Stops within the drain timeout. May be called twice, and without {@link #start()}. */
    @Override
    void close();
}
