package io.sluicegate.console;

import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The topics that the console reads, and those among them that may be too long to read from the beginning. */
public record FollowedTopics(List<String> all, Set<String> traffic) {

    public static FollowedTopics of(PipelineConfig config) {
        var topics = Topics.of(config.pipeline());
        var traffic = Set.of(topics.predictions(), topics.shadowPredictions());
        var decisions = Stream.of(
                topics.drift(), topics.triggers(), Topics.MODELS, Topics.DEPLOYMENTS, Topics.STATUS, Topics.AUDIT);
        var deadLetters = Stream.concat(
                        Topics.ofCluster().stream(),
                        topics.ofPipeline(config.events().topic(), config.partitions()).stream())
                .map(TopicSpec::name)
                .filter(name -> name.endsWith(Topics.deadLetters("")));
        return new FollowedTopics(
                Stream.of(traffic.stream(), decisions, deadLetters)
                        .flatMap(names -> names)
                        .toList(),
                traffic);
    }

    /** The topics read, and the topic to which the console writes. */
    Set<String> andCommands() {
        return Stream.concat(all.stream(), Stream.of(Topics.COMMANDS)).collect(Collectors.toUnmodifiableSet());
    }
}
