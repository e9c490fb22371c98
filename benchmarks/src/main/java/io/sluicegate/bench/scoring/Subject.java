package io.sluicegate.bench.scoring;

import java.util.Locale;

/** The application that is measured. */
public enum Subject {
    /** Passes the features records' very bytes on by a consumer and a producer: what the clients and the broker cost. */
    PLAIN_CLIENTS,
    /** Forwards the features records' very bytes: what Kafka Streams itself costs. */
    PASS_THROUGH,
    /** Scores one record at a time, by the clients' own serializers. */
    NAIVE,
    /** The scorer. */
    SLUICEGATE;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
