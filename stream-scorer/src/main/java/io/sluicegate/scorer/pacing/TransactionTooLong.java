package io.sluicegate.scorer.pacing;

import java.time.Duration;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Thrown when the records since the last commit have taken too long; retriable, so that the thread is replaced and the records are
 * read again.
 */
final class TransactionTooLong extends RetriableException {
    private static final long serialVersionUID = 1L;

    TransactionTooLong(Duration taken) {
        super("the model has taken " + taken.toMillis()
                + " ms since the last commit; the thread aborts the transaction before"
                + " Kafka does and starts again with fewer records at a time. If this keeps happening, raise"
                + " producer.transaction.timeout.ms under kafka.properties, or use a smaller model");
    }
}
