package io.sluicegate.launcher;

import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.cluster.TopicDifference;
import io.sluicegate.runtime.cluster.TopicDifference.Contradicts;
import io.sluicegate.runtime.cluster.TopicDifference.Missing;
import io.sluicegate.runtime.kafka.Clients;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The {@code topics} command: shows and creates the topics of a pipeline and the cluster. */
@Command(
        name = "topics",
        description = "Show or create the topics of a pipeline and the cluster.",
        footer = "  sluicegate topics plan --pipeline examples/fraud/fraud.yaml")
final class TopicsCommand {

    @ChangesNothing
    @Command(
            description = "Show the changes that apply would make; exit with 1 if a topic contradicts the catalogue.",
            footer = "  sluicegate topics plan --pipeline examples/fraud/fraud.yaml")
    int plan(@Mixin PipelineOption pipeline) throws InterruptedException {
        var plan = with(pipeline, PipelineTopics::plan);
        plan.forEach(difference -> System.out.println(planned(difference)));
        return plan.stream().anyMatch(Contradicts.class::isInstance) ? 1 : 0;
    }

    @Command(
            description =
                    "Create missing topics, and register the schemas of labels and commands; if any topic contradicts the "
                            + "catalogue, change nothing and print each difference.",
            footer = "  sluicegate topics apply --pipeline examples/fraud/fraud.yaml")
    int apply(@Mixin PipelineOption pipeline) throws InterruptedException {
        var plan = with(pipeline, PipelineTopics::apply);
        plan.forEach(difference -> System.out.println(applied(difference)));
        return 0;
    }

    private static List<TopicDifference> with(
            PipelineOption pipeline, BiFunction<PipelineConfig, Clients, List<TopicDifference>> action)
            throws InterruptedException {
        var config = pipeline.read();
        try (var cluster = Cluster.open(config)) {
            return action.apply(config, cluster.clients());
        }
    }

    private static String planned(TopicDifference difference) {
        if (difference instanceof Contradicts contradicts) {
            return "contradicts  " + contradicts;
        }
        return (difference instanceof Missing ? "create       " : "unchanged    ") + described(difference);
    }

    private static String applied(TopicDifference difference) {
        return (difference instanceof Missing ? "created      " : "unchanged    ") + described(difference);
    }

    private static String described(TopicDifference difference) {
        var topic = difference.topic();
        return topic.name() + "  partitions=" + topic.partitions() + " " + topic.settings();
    }
}
