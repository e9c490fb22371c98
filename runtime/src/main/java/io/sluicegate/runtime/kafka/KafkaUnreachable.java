package io.sluicegate.runtime.kafka;

/** Thrown when Kafka doesn't answer or refuses the client. */
public final class KafkaUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KafkaUnreachable(String bootstrap, Throwable cause) {
        super(
                "Kafka at " + bootstrap + " doesn't answer (" + root(cause)
                        + "); check that it runs, that kafka.bootstrap is its address and that kafka.properties are right",
                cause);
    }

    private static Throwable root(Throwable fault) {
        return fault.getCause() == null ? fault : root(fault.getCause());
    }
}
