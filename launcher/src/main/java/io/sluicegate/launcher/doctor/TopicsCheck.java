package io.sluicegate.launcher.doctor;

import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.runtime.cluster.ClusterCheck;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.cluster.TopicDifference;
import io.sluicegate.runtime.cluster.TopicDifference.Contradicts;
import io.sluicegate.runtime.cluster.TopicDifference.Missing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;

/** Compares the topics with the catalogue, and looks for partitions without a leader or with too few replicas in sync. */
record TopicsCheck(Kafka kafka) implements Check {

    @Override
    public String name() {
        return "topics";
    }

    @Override
    public List<Finding> findings() throws Exception {
        var config = kafka.config();
        var plan = PipelineTopics.plan(config, kafka.clients());
        var found = new ArrayList<>(plan.stream().flatMap(this::finding).toList());
        var names = ClusterCheck.topics(config).stream().map(TopicSpec::name).collect(Collectors.toSet());
        found.addAll(ofPartitions(kafka.described(names).values()));
        ClusterCheck.fragile(config, kafka.clients()).stream()
                .map(TopicsCheck::fragile)
                .forEach(found::add);
        if (found.isEmpty()) {
            found.add(Finding.ok(config.kafka().bootstrap(), "has all " + plan.size() + " topics, as they should be"));
        }
        return found;
    }

    private Stream<Finding> finding(TopicDifference difference) {
        var name = difference.topic().name();
        if (difference instanceof Missing) {
            return Stream.of(Finding.problem(
                    name, "doesn't exist", "create the pipeline's topics with sluicegate topics apply"));
        }
        return difference instanceof Contradicts contradicts ? Stream.of(contradiction(contradicts)) : Stream.of();
    }

    private Finding contradiction(Contradicts it) {
        var what = it.setting() + " is " + it.actual() + " and should be " + it.expected();
        var remedy = it.setting().equals("partitions")
                ? "create the topic anew with " + it.expected()
                        + " partitions, or set partitions in the pipeline's file"
                : "kafka-configs.sh --bootstrap-server "
                        + kafka.config().kafka().bootstrap()
                        + " --alter --entity-type topics --entity-name "
                        + it.topic().name() + " --add-config "
                        + it.setting() + "=" + it.expected();
        return ClusterCheck.isDangerous(kafka.config(), it)
                ? Finding.problem(it.topic().name(), what + "; services refuse to start", remedy)
                : Finding.warning(it.topic().name(), what, remedy);
    }

    private static Finding fragile(String topic) {
        return Finding.warning(
                topic,
                "loses records when one broker is lost",
                "give it three replicas and " + TopicSpec.IN_SYNC
                        + " 2, or set kafka.profile: development on a development cluster");
    }

    static List<Finding> ofPartitions(Collection<TopicDescription> topics) {
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream().flatMap(it -> ofPartition(topic.name(), it)))
                .toList();
    }

    private static Stream<Finding> ofPartition(String topic, TopicPartitionInfo partition) {
        var where = "partition " + partition.partition() + " of " + topic;
        if (partition.leader() == null || partition.leader().isEmpty()) {
            return Stream.of(Finding.problem(where, "no broker leads it", "start the brokers that have a copy"));
        }
        int inSync = partition.isr().size();
        int replicas = partition.replicas().size();
        return inSync < replicas
                ? Stream.of(Finding.warning(
                        where, inSync + " of " + replicas + " replicas are in sync", "look at the brokers that lag"))
                : Stream.of();
    }
}
