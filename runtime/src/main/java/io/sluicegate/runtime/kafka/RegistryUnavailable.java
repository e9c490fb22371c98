package io.sluicegate.runtime.kafka;

import org.apache.kafka.common.errors.RetriableException;

/** The schema registry doesn't answer: wait and try again, for nothing is wrong with the record. */
public final class RegistryUnavailable extends RetriableException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
