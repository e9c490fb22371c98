package io.sluicegate.runtime.service;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;

/**
 * The names of the topics that an application reads and writes, internal topics included. Stores without a changelog contribute a
 * name as well.
 */
final class ApplicationTopics {
    private final String applicationId;

    private ApplicationTopics(String applicationId) {
        this.applicationId = applicationId;
    }

    static Set<String> of(String applicationId, TopologyDescription topology) {
        var names = new ApplicationTopics(applicationId);
        return Stream.concat(
                        topology.globalStores().stream().flatMap(store -> names.of(store.source())),
                        topology.subtopologies().stream()
                                .flatMap(part -> part.nodes().stream())
                                .flatMap(names::of))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<String> of(Node node) {
        if (node instanceof Source source) {
            return source.topicSet() == null
                    ? Stream.of()
                    : source.topicSet().stream().map(this::named);
        }
        if (node instanceof Sink sink) {
            return Stream.ofNullable(sink.topic()).map(this::named);
        }
        return node instanceof Processor processor
                ? processor.stores().stream().map(store -> applicationId + "-" + store + "-changelog")
                : Stream.of();
    }

    /** The topic's full name: Kafka Streams describes its internal topics without their prefix. */
    private String named(String topic) {
        return topic.endsWith("-repartition") ? applicationId + "-" + topic : topic;
    }
}
