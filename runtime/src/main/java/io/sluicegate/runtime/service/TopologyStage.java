package io.sluicegate.runtime.service;

import java.util.concurrent.CompletableFuture;

/** A stage that is one Kafka Streams application. Implementations override only what they add. */
public interface TopologyStage extends Stage {
    /** The application. */
    StreamsStage streams();

    @Override
    default String name() {
        return streams().name();
    }

    @Override
    default String pipeline() {
        return streams().pipeline();
    }

    @Override
    default void start() {
        streams().start();
    }

    @Override
    default Readiness readiness() {
        return streams().readiness();
    }

    @Override
    default CompletableFuture<ExitReason> stopped() {
        return streams().stopped();
    }

    @Override
    default void close() {
        streams().close();
    }
}
