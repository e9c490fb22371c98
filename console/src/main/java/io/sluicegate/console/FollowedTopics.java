package io.sluicegate.console;

import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which topics the console reads, and which of them may be too long to read from their beginning. */
record FollowedTopics(List<String> all, Set<String> traffic) {

    static FollowedTopics of(PipelineConfig config) {
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

    /** With the one that the console writes. */
    Set<String> andCommands() {
        return Stream.concat(all.stream(), Stream.of(Topics.COMMANDS)).collect(Collectors.toUnmodifiableSet());
    }
}
