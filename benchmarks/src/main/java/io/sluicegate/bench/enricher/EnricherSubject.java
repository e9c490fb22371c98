package io.sluicegate.bench.enricher;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An application that computes features from the same events. */
public enum EnricherSubject {
    FEATURE_ENRICHER,
    /** Aggregations of Kafka Streams' DSL. */
    DSL,
    /** Queries of Flink SQL. */
    FLINK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The topic for its features. */
    String output(String pipeline) {
        return pipeline + "." + this + "-features";
    }

    static Optional<EnricherSubject> of(String text) {
        return Arrays.stream(values()).filter(it -> it.toString().equals(text)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(EnricherSubject::toString).toList();
    }
}
