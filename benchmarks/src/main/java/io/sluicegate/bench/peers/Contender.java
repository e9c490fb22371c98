package io.sluicegate.bench.peers;

import io.sluicegate.bench.scoring.ModelKind;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A subject of the comparison, and how it is set. */
enum Contender {
    PASS_THROUGH(Engine.KAFKA_STREAMS, 1, "Kafka Streams forwards the same bytes; Sluicegate's client settings"),
    ADAPTER(
            Engine.KAFKA_STREAMS,
            1,
            "Kafka Streams as Crayfish's adapter has it: its settings (Kafka Streams' defaults, 10 MiB a partition and request), a"
                    + " JSON mapper made anew for each record and direction, boxed numbers, one call of the model for each record, a"
                    + " store that is never used, and the input echoed in the answer"),
    ADAPTER_TIDY(Engine.KAFKA_STREAMS, 1, "the same with one JSON mapper for each thread and without the store"),
    AHEAD_JSON(
            Engine.KAFKA_STREAMS,
            128,
            "the scorer's look-ahead in a topology of the benchmark, which reads and echoes the adapter's JSON (the product's scorer"
                    + " reads features records alone); Sluicegate's client settings"),
    ADAPTER_AVRO(
            Engine.KAFKA_STREAMS,
            1,
            "the adapter on features records: Confluent's serdes, one call of the model for each record; Sluicegate's client"
                    + " settings"),
    SLUICEGATE(Engine.KAFKA_STREAMS, 128, "the scorer as a pipeline's file runs it; latency: balanced"),
    FLINK(Engine.FLINK, 1, "object reuse, one chain, transactions from a pool, one record a call"),
    FLINK_BATCHED(
            Engine.FLINK,
            128,
            "object reuse, one chain, transactions from a pool, batches that are scored when they are full, 1 ms after their first record, or before a"
                    + " checkpoint's barrier"),
    SPARK(
            Engine.SPARK,
            128,
            "micro-batches without a pause, at most 400,000 records each; mapPartitions in batches; the Kafka sink is at least once"),
    JET(Engine.JET, 128, "mapUsingServiceAsyncBatched, order preserved, a cooperative thread for each thread");

    private final Engine engine;
    private final int cap;
    private final String settings;

    Contender(Engine engine, int cap, String settings) {
        this.engine = engine;
        this.cap = cap;
        this.settings = settings;
    }

    Engine engine() {
        return engine;
    }

    /** Most rows in one call of the model. */
    int cap() {
        return cap;
    }

    /** Its settings, in words. */
    String settings() {
        return settings;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Contender> of(String label) {
        return Arrays.stream(values()).filter(it -> it.label().equals(label)).findFirst();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Contender::label).toList();
    }

    /** Whether it reads the adapter's JSON; the others read features records. */
    boolean readsJson() {
        return this == ADAPTER || this == ADAPTER_TIDY || this == AHEAD_JSON;
    }

    /** Whether its predictions are those of the model; the pass-through has none. */
    boolean scores() {
        return this != PASS_THROUGH;
    }

    /** Whether it can do that: JSON is for the adapter's own model, and Spark's sink is at least once. */
    boolean takesPart(ModelKind model, Guarantee guarantee) {
        return (!readsJson() || model == ModelKind.FFNN)
                && (engine != Engine.SPARK || guarantee == Guarantee.AT_LEAST_ONCE);
    }
}
