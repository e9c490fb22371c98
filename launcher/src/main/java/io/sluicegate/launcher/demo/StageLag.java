package io.sluicegate.launcher.demo;

import io.sluicegate.drift.DriftStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.runtime.kafka.Clients;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the stages that read rows are behind, by the offsets that they commit. */
final class StageLag implements Pacemaker.Lag, AutoCloseable {
    private final Admin admin;
    private final List<String> groups;

    StageLag(Clients clients, String pipeline) {
        this.admin = Admin.create(clients.adminProperties());
        this.groups = Stream.of(EnricherStage.NAME, "stream-scorer", DriftStage.NAME)
                .map(stage -> pipeline + "-" + stage)
                .toList();
    }

    @Override
    public long records() throws ExecutionException, InterruptedException {
        var specs = new HashMap<String, ListConsumerGroupOffsetsSpec>();
        groups.forEach(group -> specs.put(group, new ListConsumerGroupOffsetsSpec()));
        var committed = admin.listConsumerGroupOffsets(specs).all().get();
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        committed.values().forEach(offsets -> offsets.keySet().forEach(at -> latest.put(at, OffsetSpec.latest())));
        var ends = admin.listOffsets(latest).all().get();
        return committed.values().stream()
                .mapToLong(offsets -> records(offsets, ends))
                .max()
                .orElse(0);
    }

    private static long records(
            Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, ListOffsetsResultInfo> ends) {
        long records = 0;
        for (var partition : committed.entrySet()) {
            var end = Objects.requireNonNull(ends.get(partition.getKey())).offset();
            records += partition.getValue() == null
                    ? 0
                    : Math.max(0, end - partition.getValue().offset());
        }
        return records;
    }

    @Override
    public void close() {
        admin.close();
    }
}
