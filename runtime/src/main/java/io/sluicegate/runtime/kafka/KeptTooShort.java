package io.sluicegate.runtime.kafka;

/** A topic forgets sooner than its readers need, and this service may not change that. */
public final class KeptTooShort extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeptTooShort(String topic, String setting, String actual, String needed) {
        super(("%s: %s is %s and must be %s at least, which this service may not set: let it alter the topic's"
                        + " settings, or set it by 'kafka-configs --alter --topic %s --add-config %s=%s'")
                .formatted(topic, setting, actual, needed, topic, setting, needed));
    }
}
