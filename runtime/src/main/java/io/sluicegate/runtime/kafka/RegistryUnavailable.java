package io.sluicegate.runtime.kafka;

import org.apache.kafka.common.errors.RetriableException;

/** Thrown when the schema registry doesn't answer. Nothing is wrong with the record: wait and try again. */
public final class RegistryUnavailable extends RetriableException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
