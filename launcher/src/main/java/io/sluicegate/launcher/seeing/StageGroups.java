package io.sluicegate.launcher.seeing;

import io.sluicegate.control.ControlStage;
import io.sluicegate.drift.DriftStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.launcher.seeing.domain.StageStatus;
import io.sluicegate.trigger.TriggerStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Reads what the stages' consumer groups tell: who takes part, and how far they are. */
final class StageGroups {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(5).toMillis();

    private final PipelineLog log;

    StageGroups(PipelineLog log) {
        this.log = log;
    }

    /** The stages in the order of the dataflow. */
    List<StageStatus> read() throws ExecutionException, InterruptedException {
        var groups = groups(log.config().pipeline());
        try (var admin = Admin.create(properties())) {
            var described = admin.describeConsumerGroups(groups.values()).describedGroups();
            var specs = new HashMap<String, ListConsumerGroupOffsetsSpec>();
            groups.values().forEach(group -> specs.put(group, new ListConsumerGroupOffsetsSpec()));
            var offsets = admin.listConsumerGroupOffsets(specs);
            var stages = new ArrayList<StageStatus>();
            for (var group : groups.entrySet()) {
                stages.add(status(
                        group.getKey(),
                        group.getValue(),
                        Objects.requireNonNull(described.get(group.getValue())),
                        offsets.partitionsToOffsetAndMetadata(group.getValue())));
            }
            return List.copyOf(stages);
        }
    }

    private Map<String, Object> properties() {
        var properties = new HashMap<>(log.cluster().clients().adminProperties());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        return properties;
    }

    /** The consumer groups by stage; rollout control has one for all pipelines. */
    private static Map<String, String> groups(String pipeline) {
        var groups = new LinkedHashMap<String, String>();
        for (var stage : List.of(EnricherStage.NAME, "stream-scorer", DriftStage.NAME, TriggerStage.NAME)) {
            groups.put(stage, pipeline + "-" + stage);
        }
        groups.put(ControlStage.NAME, ControlStage.APPLICATION_ID);
        return groups;
    }

    private StageStatus status(
            String stage,
            String group,
            KafkaFuture<ConsumerGroupDescription> described,
            KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> offsets)
            throws ExecutionException, InterruptedException {
        try {
            var description = described.get();
            return new StageStatus(
                    stage,
                    group,
                    description.members().size(),
                    description.groupState().toString(),
                    lag(offsets.get()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return new StageStatus(stage, group, 0, "Absent", OptionalLong.empty());
            }
            throw e;
        }
    }

    private OptionalLong lag(Map<TopicPartition, OffsetAndMetadata> offsets) {
        var committed = new HashMap<TopicPartition, Long>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        if (committed.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(log.log().ends(committed.keySet()).entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
                .sum());
    }
}
