package io.sluicegate.runtime.service;

import io.sluicegate.runtime.http.Routes;
import java.util.concurrent.CompletableFuture;

/**
 * One part of the loop. Constructors do no I/O. {@link #start()} may do I/O, and is called again when it threw {@link
 * io.sluicegate.runtime.registry.RegistryUnavailable} or {@link FolderUnwritable}.
 */
public interface Stage extends AutoCloseable {
    String name();

    /**
     * Claims what only one process of a cluster may have. All stages of a process claim before any of them starts, so that a refused
     * process disturbs nobody.
     *
     * @throws io.sluicegate.runtime.kafka.AlreadyRunning if another process has it
     */
    default void claim() {}

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
    default void routes(Routes routes) {}

    /** Stops within the drain timeout. May be called twice, and without {@link #start()}. */
    @Override
    void close();
}
