package io.sluicegate.drift;

import static io.sluicegate.drift.World.START;
import static io.sluicegate.drift.World.TOPICS;
import static io.sluicegate.drift.World.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.drift.World.Row;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.DriftReport;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One key has all the traffic: the other partitions never see a row. */
@WithCluster
class IdlePartitionsIT {
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Random random = new Random(99);

    @Test
    void shouldCloseWindowsThoughAllButOnePartitionStandStill(TestCluster cluster, @TempDir Path folder) {
        try (var world = new World(
                folder, cluster.bootstrapServers(), TestRegistry.url("idle"), PARTITIONS, Duration.ofSeconds(2))) {
            // given
            Stream.concat(Topics.ofCluster().stream(), TOPICS.ofPipeline("shop.events", PARTITIONS).stream())
                    .forEach(topic -> cluster.createTopic(topic.name(), topic.partitions(), topic.settings()));
            var primary = world.publish("1");
            write(
                    cluster,
                    List.of(
                            record(Topics.MODELS, World.MODEL + "@1", world.registration(primary)),
                            record(Topics.DEPLOYMENTS, World.PIPELINE, world.deployment(primary, null))));
            try (var stage = new DriftStage(world.context())) {
                stage.start();

                // when
                var rows = new ArrayList<ProducerRecord<String, byte[]>>();
                for (var i = 0; i < 300; i++) {
                    var time = START.plus(WINDOW.multipliedBy(i).dividedBy(300));
                    rows.add(record(TOPICS.features(), "only", world.features(Row.usual(random), time)));
                }
                write(cluster, rows);

                // then: also its last window, which no row has passed
                var values =
                        world.clients().serdes().specific(DriftReport.class).deserializer();
                assertThat(cluster.readUntil(TOPICS.drift(), values, 4, PATIENCE))
                        .extracting(record -> record.value().getRows())
                        .containsOnly(300L);
            }
        }
    }

    private static ProducerRecord<String, byte[]> record(String topic, String key, byte[] value) {
        return new ProducerRecord<>(topic, key, value);
    }

    private static void write(TestCluster cluster, List<ProducerRecord<String, byte[]>> records) {
        cluster.produce(records, new ByteArraySerializer());
    }
}
