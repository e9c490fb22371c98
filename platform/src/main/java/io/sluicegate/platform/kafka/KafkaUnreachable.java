package io.sluicegate.platform.kafka;

/** Kafka doesn't answer, or refuses. */
public final class KafkaUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KafkaUnreachable(String bootstrap, Throwable cause) {
        super(
                "Kafka at " + bootstrap + " doesn't answer (" + cause
                        + "); check that it runs and that kafka.bootstrap is its address",
                cause);
    }
}
