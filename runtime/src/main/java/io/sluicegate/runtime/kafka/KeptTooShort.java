package io.sluicegate.runtime.kafka;

/** Thrown when a topic's retention is too short for its readers and the service may not raise it. */
public final class KeptTooShort extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeptTooShort(String topic, String setting, String actual, String needed) {
        super(("%s: %s is %s and must be at least %s, but this service may not change it: let it alter the topic's"
                        + " settings, or run 'kafka-configs --alter --topic %s --add-config %s=%s'")
                .formatted(topic, setting, actual, needed, topic, setting, needed));
    }
}
