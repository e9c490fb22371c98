package io.sluicegate.runtime.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;

/**
 * A Kafka Streams application to run as a stage.
 *
 * @param name name of the stage
 * @param applicationId application id
 * @param deadLetters topic for what the topology didn't foresee and whose source has no dead letters of its own; without one, each such fault fails the thread
 * @param topology builds the topology, at each start; may ask the schema registry
 * @param properties properties that override the platform's
 * @param keepsState whether it keeps state on disk
 * @param paused whether it starts paused, and works only once somebody resumes {@link StreamsStage#streams()}
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

    /** What the topology didn't foresee goes to the dead letters of its source, or else to the topic. */
    public StreamsDefinition withDeadLetters(String topic) {
        return new StreamsDefinition(name, applicationId, Optional.of(topic), topology, properties, keepsState, paused);
    }

    public StreamsDefinition with(String property, Object value) {
        var all = new LinkedHashMap<>(properties);
        all.put(property, value);
        return new StreamsDefinition(name, applicationId, deadLetters, topology, all, keepsState, paused);
    }

    /** Keeps state on disk: it starts only once the folder for it can be written. */
    public StreamsDefinition keepingState() {
        return new StreamsDefinition(name, applicationId, deadLetters, topology, properties, true, paused);
    }

    /** Starts paused: a member of its group that takes no record yet. */
    public StreamsDefinition startingPaused() {
        return new StreamsDefinition(name, applicationId, deadLetters, topology, properties, keepsState, true);
    }
}
