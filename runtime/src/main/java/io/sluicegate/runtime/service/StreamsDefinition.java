package io.sluicegate.runtime.service;

import io.sluicegate.runtime.kafka.CommitPace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The definition of a Kafka Streams application that runs as a stage.
 *
 * @param name name of the stage
 * @param applicationId application id
 * @param deadLetters dead-letter topic for unforeseen faults of records whose source topic has none of its own; without it, each
 *     such fault fails the thread
 * @param topology builds the topology at each start; may call the schema registry
 * @param properties properties that override the platform's
 * @param keepsState whether the application keeps state on disk
 * @param paused whether the application starts paused and processes records only after somebody resumes {@link
 *     StreamsStage#streams()}
 */
public record StreamsDefinition(
        String name,
        String applicationId,
        Optional<String> deadLetters,
        Supplier<Topology> topology,
        Map<String, Object> properties,
        boolean keepsState,
        boolean paused) {

    public StreamsDefinition {
        properties = Map.copyOf(properties);
    }

    public static StreamsDefinition of(String name, String applicationId, Supplier<Topology> topology) {
        return new StreamsDefinition(name, applicationId, Optional.empty(), topology, Map.of(), false, false);
    }

    /** Sends records with unforeseen faults to the dead-letter topic of their source, or else to the given topic. */
    public StreamsDefinition withDeadLetters(String topic) {
        return new StreamsDefinition(name, applicationId, Optional.of(topic), topology, properties, keepsState, paused);
    }

    public StreamsDefinition with(String property, Object value) {
        var all = new LinkedHashMap<>(properties);
        all.put(property, value);
        return new StreamsDefinition(name, applicationId, deadLetters, topology, all, keepsState, paused);
    }

    /**
     * For an application whose tasks read one partition each. Such a task has no order among its inputs to keep, for which Kafka Streams
     * makes a set and texts for each record.
     */
    public StreamsDefinition readingOnePartition() {
        return with(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    }

    /**
     * For an application whose few records are awaited: exactly-once whatever the pipeline's guarantee, on one thread, which commits once
     * it has caught up.
     */
    public StreamsDefinition prompt() {
        return with(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
                .with(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1)
                .with(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, CommitPace.PROMPT_INTERVAL_MS)
                .with(StreamsConfig.POLL_MS_CONFIG, CommitPace.PROMPT_INTERVAL_MS)
                .with(CommitPace.PROPERTY, CommitPace.prompt());
    }

    /** Keeps state on disk: the stage starts only once the state folder can be written. */
    public StreamsDefinition keepingState() {
        return new StreamsDefinition(name, applicationId, deadLetters, topology, properties, true, paused);
    }

    /** Starts paused: the application joins its group but processes no record yet. */
    public StreamsDefinition startingPaused() {
        return new StreamsDefinition(name, applicationId, deadLetters, topology, properties, keepsState, true);
    }
}
